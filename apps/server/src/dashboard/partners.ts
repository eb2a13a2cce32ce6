import type { DashboardComponents } from "@wth/contract";
import type { Database, PrismaTransaction } from "@wth/database";
import { ApiError, notFound } from "../http/errors.ts";
import { invalid } from "../http/explain.ts";
import { normalizeEmail } from "../integration/find.ts";
import { revokeKey } from "../partner/directory.ts";
import { createPartnerKey } from "../partner/keys.ts";
import { serializeEndpoint } from "../partner/webhooks/serialize.ts";
import type { Services } from "../services.ts";
import type { DashboardHandlers, SignedIn } from "./handlers.ts";

type Schemas = DashboardComponents["schemas"];

/** `/partners`: the partners of all branches, and their keys. For superadmins, who see what belongs to no dealer. */
export function partnerDirectoryHandlers({ database }: Services): DashboardHandlers {
  return {
    listPartners: async (_request, user) => {
      requireSuperadmin(user);
      const rows = await readPartners(database.prisma);
      return { status: 200, body: { object: "partner_directory", data: rows.map(serialize) } };
    },

    createPartnerKey: async ({ path, body }, user) => {
      requireSuperadmin(user);
      const key = await database.prismaTransaction(async (tx) => {
        if ((await tx.prisma.partner.count({ where: { id: path.id } })) === 0) throw notFound();
        const userId = await findUser(tx, body);
        return (await createPartnerKey(tx, { partnerId: path.id, type: body.type, userId })).key;
      });
      const partner = await readPartner(database, path.id);
      return { status: 201, body: { object: "new_partner_key", api_key: key, partner } };
    },

    revokePartnerKey: async ({ path }, user) => {
      requireSuperadmin(user);
      const partnerId = await database.prismaTransaction(async (tx) => {
        const key = await tx.prisma.partnerKey.findUnique({ where: { id: path.id } });
        if (key === null || !(await revokeKey(tx, key.id))) throw notFound();
        return key.partnerId;
      });
      return { status: 200, body: await readPartner(database, partnerId) };
    },
  };
}

/** @throws {ApiError} `superadmin_required` */
function requireSuperadmin({ isSuperadmin }: SignedIn): void {
  if (!isSuperadmin) throw new ApiError("superadmin_required");
}

/**
 * Whose dealers a personal key covers; null for another key.
 *
 * @throws {ApiError} `invalid_request`
 */
async function findUser(
  { prisma }: PrismaTransaction,
  { type, user_email: email }: Schemas["PartnerKeyCreate"],
): Promise<string | null> {
  if (type !== "personal") {
    if (email !== undefined) throw invalid("user_email", "is for personal keys only. Leave it out.");
    return null;
  }
  if (email === undefined) throw invalid("user_email", "is required for a personal key.");
  const user = await prisma.user.findUnique({ where: { email: normalizeEmail(email) } });
  if (user === null) throw invalid("user_email", "is nobody's e-mail address. Check its spelling.");
  return user.id;
}

/** Partners with all that the page shows of them, by branch and name. */
function readPartners(prisma: Database["prisma"], id?: string) {
  return prisma.partner.findMany({
    where: id === undefined ? {} : { id },
    orderBy: [{ branch: { name: "asc" } }, { name: "asc" }],
    include: {
      branch: { include: { _count: { select: { users: true } } } },
      keys: {
        where: { revokedAt: null },
        orderBy: { id: "desc" },
        include: {
          user: { select: { email: true } },
          endpoints: { where: { deletedAt: null }, orderBy: { id: "asc" } },
        },
      },
    },
  });
}

async function readPartner(database: Database, id: string): Promise<Schemas["Partner"]> {
  const [row] = await readPartners(database.prisma, id);
  if (row === undefined) throw notFound();
  return serialize(row);
}

type PartnerRow = Awaited<ReturnType<typeof readPartners>>[number];

function serialize({ id, name, branch, createdAt, keys }: PartnerRow): Schemas["Partner"] {
  return {
    id,
    object: "partner",
    name,
    branch: branch.name,
    dealers: branch._count.users,
    created_at: createdAt.toISOString(),
    keys: keys.map((key) => ({
      id: key.id,
      type: key.type,
      prefix: key.prefix,
      user_email: key.user?.email ?? null,
      created_at: key.createdAt.toISOString(),
      last_used_at: key.lastUsedAt?.toISOString() ?? null,
      webhooks: key.endpoints.map(serializeEndpoint),
    })),
  };
}
