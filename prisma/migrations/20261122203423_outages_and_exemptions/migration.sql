-- AlterTable
ALTER TABLE "Unit" ADD COLUMN "exemptJson" TEXT;

-- CreateTable
CREATE TABLE "OutageExtension" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "stoodFrom" TEXT NOT NULL,
    "stoodUntil" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "OutageExtension_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
