-- AlterTable
ALTER TABLE "Duty" ADD COLUMN "review" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Report" ADD COLUMN "counts" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Report" ADD COLUMN "review" TEXT;
ALTER TABLE "Report" ADD COLUMN "judgedAt" TEXT;

-- AlterTable
ALTER TABLE "ReportVersion" ADD COLUMN "review" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ReviewDecision" (
    "report" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "decision" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "fieldsJson" TEXT NOT NULL,

    PRIMARY KEY ("report", "version"),
    CONSTRAINT "ReviewDecision_report_version_fkey" FOREIGN KEY ("report", "version") REFERENCES "ReportVersion" ("report", "version") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ReviewDecision_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Report_review_unit_idx" ON "Report"("review", "unit");
