import { deletePartnerWebhooks, type PrismaTransaction, revokePartnerKey } from "@wth/database";
import { settleBatch } from "../holding/settle.ts";
import { type PartnerWebhook, serializeEndpoint } from "./webhooks/serialize.ts";

/** What cannot be done with branches, partners and their keys; the message says what to do instead. */
export class PartnerDirectoryError extends Error {
  override name = "PartnerDirectoryError";
  readonly code: "partner_exists" | "partner_not_found" | "branch_not_found";

  constructor(code: PartnerDirectoryError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** A partner, as `ops` shows it. */
export interface Partner {
  id: string;
  name: string;
  branch: string;
}

/**
 * Creates a partner of a branch, and the branch too if it is new.
 *
 * @throws {PartnerDirectoryError} when the branch has a partner of this name already.
 */
export async function createPartner(
  { prisma }: PrismaTransaction,
  { name, branch: branchName }: { name: string; branch: string },
): Promise<Partner> {
  const branch = await prisma.branch.upsert({
    where: { name: branchName },
    create: { name: branchName },
    update: {},
  });
  if ((await prisma.partner.count({ where: { branchId: branch.id, name } })) > 0) {
    throw new PartnerDirectoryError(
      "partner_exists",
      `The branch ${branchName} has a partner ${name} already. Choose another name.`,
    );
  }
  const { id } = await prisma.partner.create({ data: { name, branchId: branch.id } });
  return { id, name, branch: branchName };
}

/**
 * The partner that a key of a branch is made for: the one that is named, or else the one that was created last.
 *
 * @throws {PartnerDirectoryError} when there is no such branch or partner.
 */
export async function findPartner(
  { prisma }: PrismaTransaction,
  branch: string,
  name: string | null,
): Promise<Partner> {
  const found = await prisma.partner.findFirst({
    where: { branch: { name: branch }, ...(name === null ? {} : { name }) },
    orderBy: { id: "desc" },
  });
  if (found === null) {
    const which = name === null ? "no partner yet" : `no partner ${name}`;
    throw new PartnerDirectoryError(
      "partner_not_found",
      `The branch ${branch} has ${which}. Create one with: ops partner create --name NAME --branch ${branch}`,
    );
  }
  return { id: found.id, name: found.name, branch };
}

/** A webhook as `ops` shows it: as the Partner API does, and whose it is. */
export interface WebhookOfPartner extends PartnerWebhook {
  partner: string;
  /** How its key begins. */
  keyPrefix: string;
}

/**
 * The webhooks of a branch's partners, by partner and then the oldest first.
 *
 * @param partnerId only of this partner; null for all of the branch.
 */
export async function listWebhooks(
  { prisma }: PrismaTransaction,
  branch: string,
  partnerId: string | null,
): Promise<WebhookOfPartner[]> {
  const rows = await prisma.webhookEndpoint.findMany({
    where: {
      deletedAt: null,
      partnerKey: { partner: { branch: { name: branch }, ...(partnerId === null ? {} : { id: partnerId }) } },
    },
    orderBy: [{ partnerKey: { partner: { name: "asc" } } }, { id: "asc" }],
    include: { partnerKey: { include: { partner: true } } },
  });
  return rows.map(({ partnerKey, ...endpoint }) => ({
    partner: partnerKey?.partner.name ?? "",
    keyPrefix: partnerKey?.prefix ?? "",
    ...serializeEndpoint(endpoint),
  }));
}

/**
 * Puts a dealer into a branch, whose partners cover it from the commit on, or takes it out of any.
 *
 * @param branch its name; null for none.
 * @throws {PartnerDirectoryError} when there is no such branch.
 */
export async function setBranch(
  { prisma }: PrismaTransaction,
  userId: string,
  branch: string | null,
): Promise<void> {
  const found = branch === null ? null : await prisma.branch.findUnique({ where: { name: branch } });
  if (branch !== null && found === null) {
    throw new PartnerDirectoryError(
      "branch_not_found",
      `There is no branch ${branch}. Create it with its first partner: ops partner create --name NAME --branch ${branch}`,
    );
  }
  await prisma.user.update({ where: { id: userId }, data: { branchId: found?.id ?? null } });
}

/**
 * Revokes a partner key: it stops working with the commit, and its webhooks are deleted, so that whoever had it is sent
 * nothing any more.
 *
 * @returns whether there was such a key that was live.
 */
export async function revokeKey(tx: PrismaTransaction, keyId: string): Promise<boolean> {
  const [revoked] = await tx.run(revokePartnerKey, [keyId]);
  if (revoked === undefined) return false;
  for (const { endpoint_id: id } of await tx.run(deletePartnerWebhooks, [keyId, null]))
    await settleBatch(tx, id);
  return true;
}
