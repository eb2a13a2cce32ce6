import { randomUUID } from "node:crypto";
import { createPartner, setBranch } from "../partner/directory.ts";
import { createPartnerKey } from "../partner/keys.ts";
import type { DealerHome } from "./dealer.ts";

/** Makes a partner with a branch of its own, to which the dealer then belongs. @returns its keys. */
export async function createTestPartner(
  { database }: Pick<DealerHome, "database">,
  dealer: { userId: string },
): Promise<{ branch: string; public: string }> {
  return database.prismaTransaction(async (tx) => {
    const branch = `Branch ${randomUUID()}`;
    const { id: partnerId } = await createPartner(tx, { name: "Test Exchange", branch });
    await setBranch(tx, dealer.userId, branch);
    const secret = await createPartnerKey(tx, { partnerId, type: "branch", userId: null });
    const open = await createPartnerKey(tx, { partnerId, type: "public", userId: null });
    return { branch: secret.key, public: open.key };
  });
}
