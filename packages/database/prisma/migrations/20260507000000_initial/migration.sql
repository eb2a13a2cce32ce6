-- The domain, the event log, and the delivery queue. See schema.prisma for what each table and column means.

CREATE TYPE "plan" AS ENUM ('starter', 'business', 'enterprise');
CREATE TYPE "api_key_kind" AS ENUM ('main', 'test');
CREATE TYPE "listing_status" AS ENUM ('active', 'sold');
CREATE TYPE "watch_condition" AS ENUM ('new', 'unworn', 'very_good', 'good', 'fair', 'poor', 'incomplete');
CREATE TYPE "watch_movement" AS ENUM ('automatic', 'manual', 'quartz');
CREATE TYPE "order_status" AS ENUM ('pending', 'fulfilled', 'cancelled');
CREATE TYPE "delivery_status" AS ENUM ('pending', 'delivered', 'failed', 'dead_letter', 'suppressed', 'cancelled');
CREATE TYPE "endpoint_disabled_reason" AS ENUM ('failing', 'owner');
CREATE TYPE "partner_key_type" AS ENUM ('branch', 'personal', 'public');
CREATE TYPE "recovery_kind" AS ENUM ('failed', 'never_sent');
CREATE TYPE "recovery_status" AS ENUM ('running', 'completed', 'cancelled');

CREATE TABLE "branches" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "branches_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "branches_name_key" ON "branches" ("name");

CREATE TABLE "users" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "email" TEXT NOT NULL CHECK ("email" = lower("email")),
  "name" TEXT NOT NULL,
  "password_hash" TEXT,
  "plan" "plan" NOT NULL,
  "branch_id" UUID,
  "is_superadmin" BOOLEAN NOT NULL DEFAULT false,
  "show_test_data_in_dashboards" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "users_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "users_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branches" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "users_email_key" ON "users" ("email");
CREATE INDEX "users_branch" ON "users" ("branch_id");

-- Only the token's hash: whoever reads this table, a copy of it say, cannot sign in with it.
CREATE TABLE "sessions" (
  "token_hash" BYTEA NOT NULL CHECK (length("token_hash") = 32),
  "user_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "sessions_pkey" PRIMARY KEY ("token_hash"),
  CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "sessions_user" ON "sessions" ("user_id");

-- A changed password ends every session of its user, whoever writes it.
CREATE FUNCTION "end_sessions"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER "users_password" AFTER UPDATE ON "users" FOR EACH ROW
  WHEN (OLD."password_hash" IS DISTINCT FROM NEW."password_hash") EXECUTE FUNCTION "end_sessions"();

CREATE TABLE "dealer_clocks" (
  "user_id" UUID NOT NULL,
  "last_stamp" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "dealer_clocks_pkey" PRIMARY KEY ("user_id"),
  CONSTRAINT "dealer_clocks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITH (fillfactor = 50);

CREATE TABLE "integrations" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "user_id" UUID NOT NULL,
  "is_enabled" BOOLEAN NOT NULL DEFAULT false,
  "is_test_mode" BOOLEAN NOT NULL DEFAULT true,
  "api_version" TEXT NOT NULL CHECK ("api_version" ~ '^\d{4}-\d{2}-\d{2}$'),
  "rate_limit_per_minute" INTEGER CHECK ("rate_limit_per_minute" > 0),
  "set_up_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "integrations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "integrations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "integrations_user_id_key" ON "integrations" ("user_id");

CREATE TABLE "api_keys" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "integration_id" UUID NOT NULL,
  "kind" "api_key_kind" NOT NULL,
  "prefix" TEXT NOT NULL CHECK (length("prefix") = 12),
  "key_hash" BYTEA NOT NULL CHECK (length("key_hash") = 32),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "last_used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "api_keys_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys" ("key_hash");
-- One live key of each kind: creating one revokes its predecessor in the same transaction.
CREATE UNIQUE INDEX "api_keys_live" ON "api_keys" ("integration_id", "kind") WHERE "revoked_at" IS NULL;

CREATE TABLE "partners" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "branch_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "partners_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "partners_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "branches" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "partners_branch_id_name_key" ON "partners" ("branch_id", "name");

CREATE TABLE "partner_keys" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "partner_id" UUID NOT NULL,
  "type" "partner_key_type" NOT NULL,
  "user_id" UUID,
  "prefix" TEXT NOT NULL CHECK ("prefix" ~ '^(sk_branch|sk_personal|pk)_[A-Za-z0-9]{8}$'),
  "key_hash" BYTEA NOT NULL CHECK (length("key_hash") = 32),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "last_used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "partner_keys_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "partner_keys_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "partner_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "partner_keys_of_a_user" CHECK (("type" = 'personal') = ("user_id" IS NOT NULL))
);
CREATE UNIQUE INDEX "partner_keys_key_hash_key" ON "partner_keys" ("key_hash");
CREATE INDEX "partner_keys_partner" ON "partner_keys" ("partner_id");
CREATE INDEX "partner_keys_user" ON "partner_keys" ("user_id");

-- Says whose key is out of date to those that keep what "find_api_key" read of it: NOTIFY with the integration's id,
-- which arrives after the commit. By triggers, because no writer can forget them. Only changes of what that statement
-- reads: a transaction that notifies commits under a lock of the whole cluster, which "last_used_at" must not cost.
CREATE FUNCTION "notify_key_owner_changed"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'users' THEN
      PERFORM pg_notify('key_owner_changed', "id"::text) FROM "integrations" WHERE "user_id" = OLD."id";
    WHEN 'integrations' THEN
      PERFORM pg_notify('key_owner_changed', OLD."id"::text);
    WHEN 'api_keys' THEN
      PERFORM pg_notify('key_owner_changed', OLD."integration_id"::text);
    WHEN 'partner_keys' THEN
      PERFORM pg_notify('key_owner_changed', "id"::text) FROM "integrations"
      WHERE "user_id" = CASE TG_OP WHEN 'DELETE' THEN OLD."user_id" ELSE NEW."user_id" END;
  END CASE;
  RETURN NULL;
END
$$;
CREATE TRIGGER "users_key_owner" AFTER UPDATE ON "users" FOR EACH ROW
  WHEN ((OLD."plan", OLD."branch_id") IS DISTINCT FROM (NEW."plan", NEW."branch_id"))
  EXECUTE FUNCTION "notify_key_owner_changed"();
CREATE TRIGGER "integrations_key_owner" AFTER UPDATE ON "integrations" FOR EACH ROW
  WHEN ((OLD."user_id", OLD."is_enabled", OLD."is_test_mode", OLD."api_version", OLD."rate_limit_per_minute")
    IS DISTINCT FROM (NEW."user_id", NEW."is_enabled", NEW."is_test_mode", NEW."api_version", NEW."rate_limit_per_minute"))
  EXECUTE FUNCTION "notify_key_owner_changed"();
CREATE TRIGGER "api_keys_key_owner" AFTER UPDATE ON "api_keys" FOR EACH ROW
  WHEN ((OLD."integration_id", OLD."kind", OLD."prefix", OLD."key_hash", OLD."revoked_at")
    IS DISTINCT FROM (NEW."integration_id", NEW."kind", NEW."prefix", NEW."key_hash", NEW."revoked_at"))
  EXECUTE FUNCTION "notify_key_owner_changed"();
CREATE TRIGGER "partner_keys_key_owner" AFTER INSERT OR DELETE OR UPDATE OF "user_id", "revoked_at" ON "partner_keys"
  FOR EACH ROW EXECUTE FUNCTION "notify_key_owner_changed"();
CREATE TRIGGER "integrations_key_owner_gone" AFTER DELETE ON "integrations" FOR EACH ROW
  EXECUTE FUNCTION "notify_key_owner_changed"();
CREATE TRIGGER "api_keys_key_owner_gone" AFTER DELETE ON "api_keys" FOR EACH ROW
  EXECUTE FUNCTION "notify_key_owner_changed"();

CREATE TABLE "listings" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "user_id" UUID NOT NULL,
  "status" "listing_status" NOT NULL DEFAULT 'active',
  "is_published" BOOLEAN NOT NULL DEFAULT false,
  "published_at" TIMESTAMPTZ(3),
  "unpublished_at" TIMESTAMPTZ(3),
  "brand" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "reference" TEXT,
  "year" INTEGER,
  "condition" "watch_condition",
  "case_material" TEXT,
  "case_diameter_mm" DOUBLE PRECISION,
  "dial_color" TEXT,
  "bracelet" TEXT,
  "caliber" TEXT,
  "movement" "watch_movement",
  "complications" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "water_resistance_m" INTEGER,
  "power_reserve_h" INTEGER,
  "box" BOOLEAN NOT NULL DEFAULT false,
  "papers" BOOLEAN NOT NULL DEFAULT false,
  "price_amount" BIGINT NOT NULL CHECK ("price_amount" BETWEEN 0 AND 9007199254740991),
  "price_currency" TEXT NOT NULL CHECK ("price_currency" ~ '^[A-Z]{3}$'),
  "photos" JSONB NOT NULL DEFAULT '[]',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "listings_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "listings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "listings_published_at" CHECK (NOT "is_published" OR "published_at" IS NOT NULL),
  CONSTRAINT "listings_unpublished_at" CHECK (NOT "is_published" OR "unpublished_at" IS NULL)
);
CREATE INDEX "listings_page" ON "listings" ("user_id", "updated_at" DESC, "id" DESC);

CREATE TABLE "customers" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "user_id" UUID NOT NULL,
  "is_test" BOOLEAN NOT NULL,
  "external_id" TEXT,
  "email" TEXT,
  "name" TEXT,
  "phone" TEXT,
  "accepts_marketing" BOOLEAN NOT NULL DEFAULT false,
  "metadata" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "customers_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "customers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  -- Checked when a statement ends, so that one can pass ids from customer to customer.
  CONSTRAINT "customers_external_id" UNIQUE ("user_id", "is_test", "external_id") DEFERRABLE INITIALLY IMMEDIATE
);
-- An e-mail address matches in upper or lower case, and of several customers that have it the first.
CREATE INDEX "customers_email" ON "customers" ("user_id", "is_test", lower("email"), "created_at", "id");
CREATE INDEX "customers_page" ON "customers" ("user_id", "is_test", "updated_at" DESC, "id" DESC);

CREATE TABLE "orders" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "user_id" UUID NOT NULL,
  "is_test" BOOLEAN NOT NULL,
  "external_id" TEXT,
  "status" "order_status" NOT NULL DEFAULT 'pending',
  "listing_id" UUID,
  "total_amount" BIGINT NOT NULL CHECK ("total_amount" BETWEEN 0 AND 9007199254740991),
  "currency" TEXT NOT NULL CHECK ("currency" ~ '^[A-Z]{3}$'),
  "buyer" JSONB NOT NULL,
  "line_items" JSONB NOT NULL,
  "metadata" JSONB NOT NULL DEFAULT '{}',
  "ordered_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "cancelled_at" TIMESTAMPTZ(3),
  "fulfilled_at" TIMESTAMPTZ(3),
  CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "orders_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listings" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "orders_external_id" ON "orders" ("user_id", "is_test", "external_id");
CREATE INDEX "orders_page" ON "orders" ("user_id", "is_test", "updated_at" DESC, "id" DESC);

CREATE TABLE "sales" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "user_id" UUID NOT NULL,
  "listing_id" UUID NOT NULL,
  "order_id" UUID,
  "is_test" BOOLEAN NOT NULL,
  "sold_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "voided_at" TIMESTAMPTZ(3),
  CONSTRAINT "sales_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sales_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "sales_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listings" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "sales_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "sales_listing" ON "sales" ("listing_id");
CREATE INDEX "sales_order" ON "sales" ("order_id");
-- A listing is sold at most once at a time.
CREATE UNIQUE INDEX "sales_open" ON "sales" ("listing_id") WHERE "voided_at" IS NULL AND NOT "is_test";

-- The counters change with every batch of results: room in the page keeps those updates off the indexes (HOT).
-- Each belongs to an integration, which has one, or to a partner key, which has up to fifty.
CREATE TABLE "webhook_endpoints" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "integration_id" UUID,
  "partner_key_id" UUID,
  "url" TEXT CHECK (length("url") <= 2000),
  "subscribed_events" TEXT[] DEFAULT ARRAY['*']::TEXT[],
  "secret" TEXT,
  "previous_secret" TEXT,
  "previous_secret_until" TIMESTAMPTZ(3),
  "last_success_at" TIMESTAMPTZ(3),
  "last_failure_at" TIMESTAMPTZ(3),
  "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
  "failing_since" TIMESTAMPTZ(3),
  "disabled_at" TIMESTAMPTZ(3),
  "disabled_reason" "endpoint_disabled_reason",
  "unsettled_since" TIMESTAMPTZ(3),
  "deleted_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "webhook_endpoints_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "webhook_endpoints_partner_key_id_fkey" FOREIGN KEY ("partner_key_id") REFERENCES "partner_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "webhook_endpoints_owner" CHECK (num_nonnulls("integration_id", "partner_key_id") = 1),
  CONSTRAINT "webhook_endpoints_of_partner" CHECK ("partner_key_id" IS NULL OR "url" IS NOT NULL),
  CONSTRAINT "webhook_endpoints_url_has_secret" CHECK ("url" IS NULL OR "secret" IS NOT NULL),
  CONSTRAINT "webhook_endpoints_grace" CHECK (("previous_secret" IS NULL) = ("previous_secret_until" IS NULL)),
  CONSTRAINT "webhook_endpoints_disabled" CHECK (("disabled_at" IS NULL) = ("disabled_reason" IS NULL))
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX "webhook_endpoints_integration_id_key" ON "webhook_endpoints" ("integration_id");
CREATE INDEX "webhook_endpoints_partner_key" ON "webhook_endpoints" ("partner_key_id");
-- Those whose rows of the queue are still to be held or resumed: looked for every second, and nearly always none.
CREATE INDEX "webhook_endpoints_unsettled" ON "webhook_endpoints" ("id") WHERE "unsettled_since" IS NOT NULL;

-- The log. Ids are UUIDs of version 7, which begin with the time: so each table is partitioned by its id, into days (UTC).
-- An order by id is one by time, whoever knows an id knows the partition, and a day is dropped as a whole. "created_at" is
-- what the id says, in milliseconds; an id of another version says none, and is refused for that. The partitions lie in a
-- schema of their own. Days are made ahead and dropped by src/log; until then, and if ever none fits, a row finds its place
-- in the first or the last partition, which have no bound: no insert fails for the want of one.
CREATE SCHEMA "log";

-- A change has a row for each audience that there is: the dealer's integration, and the partners, whose rows belong to no
-- integration. So nothing that asks for an integration's can find them, as NULL equals nothing.
CREATE TABLE "events" (
  "id" UUID NOT NULL,
  "integration_id" UUID,
  "type" TEXT COLLATE "C" NOT NULL,
  "api_version" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "payload" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL GENERATED ALWAYS AS (uuid_extract_timestamp("id")) VIRTUAL,
  CONSTRAINT "events_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");
-- One index for lists with and without the type: a list of all types merges one short scan of each. Types are compared
-- byte by byte ("C"), whatever the database's language: it is cheaper, and they are no words.
CREATE INDEX "events_page" ON "events" ("integration_id", "livemode", "type", "id" DESC);
CREATE TABLE "log"."events_after" PARTITION OF "events" FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
ALTER TABLE "log"."events_after" ALTER COLUMN "integration_id" SET (n_distinct = -0.5);

-- "expected_status" is for the index, in place of "status": `delivered` also while `pending` (the first of the values), so
-- that the update of a delivery that succeeds changes no indexed column, and writes no index (HOT).
CREATE TABLE "webhook_deliveries" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "event_id" UUID NOT NULL,
  "endpoint_id" UUID NOT NULL,
  "integration_id" UUID,
  "event_type" TEXT COLLATE "C" NOT NULL,
  "endpoint_url" TEXT NOT NULL,
  "livemode" BOOLEAN NOT NULL,
  "status" "delivery_status" NOT NULL,
  "next_attempt_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL GENERATED ALWAYS AS (uuid_extract_timestamp("id")) VIRTUAL,
  "delivered_at" TIMESTAMPTZ(3),
  "expected_status" "delivery_status" NOT NULL GENERATED ALWAYS AS (GREATEST("status", 'delivered')) STORED,
  CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");
-- One index for every filter of the list but the event: a list without one merges short scans, one for each value.
CREATE INDEX "webhook_deliveries_page" ON "webhook_deliveries" ("integration_id", "livemode", "event_type", "expected_status", "id" DESC);
CREATE INDEX "webhook_deliveries_event" ON "webhook_deliveries" ("event_id");
-- Each delivery is updated at least once, soon after it is written, and often all of a page at once: leave room for that.
-- (Each day gets the same settings: src/log/partitions.ts.)
CREATE TABLE "log"."webhook_deliveries_after" PARTITION OF "webhook_deliveries" FOR VALUES FROM (MINVALUE) TO (MAXVALUE)
  WITH (fillfactor = 50);
ALTER TABLE "log"."webhook_deliveries_after" ALTER COLUMN "integration_id" SET (n_distinct = -0.5);

-- The state machine of a delivery (apps/server/src/delivery/states.ts) has the last word here, whoever writes. After the
-- row is written and as a condition, because that costs a fiftieth of recording an outcome, and no WAL: a trigger that
-- came before the row would lock it first.
CREATE FUNCTION "refuse_delivery_transition"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A delivery cannot go from % to %.', OLD."status", NEW."status"
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END
$$;
CREATE TRIGGER "webhook_deliveries_transition" AFTER UPDATE OF "status" ON "webhook_deliveries" FOR EACH ROW
  WHEN (NOT CASE
    WHEN OLD."status" IN ('pending', 'failed') THEN NEW."status" <> 'suppressed'
    ELSE OLD."status" = 'dead_letter' AND NEW."status" = 'pending'
  END)
  EXECUTE FUNCTION "refuse_delivery_transition"();

CREATE TABLE "webhook_delivery_attempts" (
  "delivery_id" UUID NOT NULL,
  "number" INTEGER NOT NULL CHECK ("number" > 0),
  "attempted_at" TIMESTAMPTZ(3) NOT NULL,
  "duration_ms" INTEGER NOT NULL,
  "response_status" INTEGER,
  "response_headers" TEXT,
  "response_body" TEXT,
  "error" TEXT,
  CONSTRAINT "webhook_delivery_attempts_pkey" PRIMARY KEY ("delivery_id", "number")
) PARTITION BY RANGE ("delivery_id");
CREATE TABLE "log"."webhook_delivery_attempts_after" PARTITION OF "webhook_delivery_attempts" FOR VALUES FROM (MINVALUE) TO (MAXVALUE);

-- A claim changes no indexed column, and there is room for it on the row's own page: so it writes no index (HOT). A row
-- grows by the lease, and all of a page may be claimed at once.
-- Vacuum goes by the number of dead rows, because the queue's size swings between nothing and a backlog.
CREATE TABLE "delivery_queue" (
  "delivery_id" UUID NOT NULL,
  "endpoint_id" UUID NOT NULL,
  "event_id" UUID NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "is_last" BOOLEAN NOT NULL DEFAULT false,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "lease_token" UUID,
  "leased_until" TIMESTAMPTZ(3),
  CONSTRAINT "delivery_queue_pkey" PRIMARY KEY ("delivery_id")
) WITH (fillfactor = 40, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX "delivery_queue_due" ON "delivery_queue" ("due_at");
-- By endpoint, so that a backlog of one does not stand in the others' way: see sql/claim-statements.ts.
CREATE INDEX "delivery_queue_endpoint" ON "delivery_queue" ("endpoint_id", "due_at");
-- What is held, by endpoint, in the order in which it will be resumed. Costs the others nothing.
CREATE INDEX "delivery_queue_held" ON "delivery_queue" ("endpoint_id", "delivery_id") WHERE "due_at" = 'infinity';

-- One row for each worker, written with each of its claims. Its arrays stay in the row: they are never worth compressing.
CREATE TABLE "delivery_workers" (
  "id" UUID NOT NULL,
  "endpoint_ids" UUID[] NOT NULL,
  "in_flight" INTEGER[] NOT NULL,
  "leased_until" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "delivery_workers_pkey" PRIMARY KEY ("id")
) WITH (toast_tuple_target = 8160, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

CREATE TABLE "recoveries" (
  "id" UUID NOT NULL DEFAULT uuidv7(),
  "integration_id" UUID NOT NULL,
  "kind" "recovery_kind" NOT NULL DEFAULT 'failed',
  "since" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3),
  "created_after" TIMESTAMPTZ(3),
  "created_before" TIMESTAMPTZ(3),
  "livemode" BOOLEAN,
  "statuses" "delivery_status"[],
  "event_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "outcome" TEXT,
  "rate_per_second" INTEGER NOT NULL CHECK ("rate_per_second" > 0),
  "status" "recovery_status" NOT NULL DEFAULT 'running',
  "total" INTEGER NOT NULL,
  "redelivered" INTEGER NOT NULL DEFAULT 0,
  "cursor_id" UUID,
  "next_batch_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "recoveries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "recoveries_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "recoveries_statuses" CHECK ("statuses" IS NOT NULL AND "statuses" <@ ARRAY['failed', 'dead_letter']::"delivery_status"[]),
  CONSTRAINT "recoveries_event_types" CHECK ("event_types" IS NOT NULL),
  CONSTRAINT "recoveries_ended" CHECK (("status" = 'running') = ("ended_at" IS NULL))
);
CREATE INDEX "recoveries_page" ON "recoveries" ("integration_id", "created_at" DESC);
-- An integration has one running recovery at most.
CREATE UNIQUE INDEX "recoveries_running" ON "recoveries" ("integration_id") WHERE "status" = 'running';

-- What failed for this cause until then has been dealt with.
CREATE TABLE "failure_resolutions" (
  "integration_id" UUID NOT NULL,
  "outcome" TEXT NOT NULL,
  "resolved_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "failure_resolutions_pkey" PRIMARY KEY ("integration_id", "outcome"),
  CONSTRAINT "failure_resolutions_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Ends a transaction that has gone ahead on the assumption that its key is new: a statement cannot do that by itself.
CREATE FUNCTION "require_fresh_key"("is_fresh" BOOLEAN) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  IF NOT "is_fresh" THEN
    RAISE EXCEPTION 'The idempotency key is not fresh, or the dealer''s clock not behind; the request goes on another way.'
      USING ERRCODE = 'WTH01';
  END IF;
END
$$;

CREATE TABLE "idempotency_records" (
  "integration_id" UUID NOT NULL,
  "is_test" BOOLEAN NOT NULL,
  "method" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "request_hash" BYTEA NOT NULL,
  "request_id" TEXT NOT NULL,
  "api_version" TEXT NOT NULL,
  "response_status" INTEGER NOT NULL,
  "response_body" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("integration_id", "is_test", "method", "path", "key")
);
-- For the clearing away of whole days: it costs a write nothing.
CREATE INDEX "idempotency_records_age" ON "idempotency_records" USING brin ("created_at");
