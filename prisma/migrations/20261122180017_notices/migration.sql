-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER,
    "issuer" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "filesJson" TEXT NOT NULL,
    "audienceJson" TEXT NOT NULL,
    "wantsReceipt" BOOLEAN NOT NULL,
    "awaitsText" BOOLEAN NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "publishedAt" TEXT,
    "withdrawnAt" TEXT,
    "withdrawnFor" TEXT,
    "remindAt" TEXT,
    CONSTRAINT "Notice_issuer_fkey" FOREIGN KEY ("issuer") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Notice_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NoticeChat" (
    "notice" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "chatKind" TEXT NOT NULL,
    "unit" TEXT,
    "person" TEXT,

    PRIMARY KEY ("notice", "message"),
    CONSTRAINT "NoticeChat_notice_fkey" FOREIGN KEY ("notice") REFERENCES "Notice" ("number") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NoticeRecipient" (
    "notice" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "reach" TEXT NOT NULL,
    "confirmedAt" TEXT,
    "remindedAt" TEXT,

    PRIMARY KEY ("notice", "unit", "person"),
    CONSTRAINT "NoticeRecipient_notice_fkey" FOREIGN KEY ("notice") REFERENCES "Notice" ("number") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "NoticeRecipient_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "NoticeRecipient_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Notice_number_key" ON "Notice"("number");

-- CreateIndex
CREATE INDEX "Notice_state_issuer_idx" ON "Notice"("state", "issuer");

-- CreateIndex
CREATE INDEX "Notice_remindAt_idx" ON "Notice"("remindAt");

-- CreateIndex
CREATE INDEX "NoticeChat_chatId_idx" ON "NoticeChat"("chatId");

-- CreateIndex
CREATE INDEX "NoticeRecipient_person_confirmedAt_idx" ON "NoticeRecipient"("person", "confirmedAt");
