-- CreateTable
CREATE TABLE "KnownGroup" (
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "unit" TEXT,
    "member" BOOLEAN NOT NULL,
    "admin" BOOLEAN NOT NULL,
    "seesAll" BOOLEAN NOT NULL,
    "updatedAt" TEXT NOT NULL,

    PRIMARY KEY ("channel", "account", "chatId"),
    CONSTRAINT "KnownGroup_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" TEXT NOT NULL
);

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN "answersJson" TEXT;
ALTER TABLE "Outbox" ADD COLUMN "card" TEXT;
ALTER TABLE "Outbox" ADD COLUMN "partsSent" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN "sender" TEXT NOT NULL DEFAULT '';

-- A row whose JSON is damaged keeps no sender: it is finished as failed when it is met.
UPDATE "Inbox" SET "sender" = ("inboundJson"->>'$.sender.channel') || ' ' || ("inboundJson"->>'$.sender.id')
    WHERE CASE WHEN json_valid("inboundJson") THEN ("inboundJson"->>'$.sender.channel') || ("inboundJson"->>'$.sender.id') END IS NOT NULL;

-- CreateIndex
CREATE INDEX "Inbox_status_sender_position_idx" ON "Inbox"("status", "sender", "position");
