-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_StoredFile" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "storedAt" TEXT NOT NULL,
    "fate" TEXT NOT NULL
);
-- Which of these a report refers to was not noted: all of them are kept.
INSERT INTO "new_StoredFile" ("hash", "name", "size", "storedAt", "type", "fate") SELECT "hash", "name", "size", "storedAt", "type", 'report' FROM "StoredFile";
DROP TABLE "StoredFile";
ALTER TABLE "new_StoredFile" RENAME TO "StoredFile";
CREATE INDEX "StoredFile_fate_storedAt_idx" ON "StoredFile"("fate", "storedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
