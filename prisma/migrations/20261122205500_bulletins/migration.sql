-- CreateTable
CREATE TABLE "Bulletin" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER,
    "kind" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "corrects" INTEGER,
    "title" TEXT NOT NULL,
    "paragraphsJson" TEXT NOT NULL,
    "tablesJson" TEXT NOT NULL,
    "documentNumber" TEXT,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "drafter" TEXT NOT NULL,
    "approver" TEXT,
    "approvedAt" TEXT,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "publishedAt" TEXT,
    "filesJson" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Bulletin_number_key" ON "Bulletin"("number");

-- CreateIndex
CREATE INDEX "Bulletin_state_drafter_idx" ON "Bulletin"("state", "drafter");
