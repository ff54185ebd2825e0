-- AlterTable
ALTER TABLE "Duty" ADD COLUMN "remindersJson" TEXT;

-- CreateTable
CREATE TABLE "Occurrence" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "outcome" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Reminder" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "unit" TEXT,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message" TEXT,
    "inGroup" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Reminder_day_person_idx" ON "Reminder"("day", "person");
