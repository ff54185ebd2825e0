-- CreateTable
CREATE TABLE "CalendarDay" (
    "date" TEXT NOT NULL PRIMARY KEY,
    "works" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT
);

-- CreateTable
CREATE TABLE "DutyStart" (
    "duty" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL,
    CONSTRAINT "DutyStart_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundChange" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "unit" TEXT,
    "until" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "RoundChange_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoundChange_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoundChange_by_fkey" FOREIGN KEY ("by") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Absence" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "deputy" TEXT NOT NULL,
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "endedAt" TEXT,
    CONSTRAINT "Absence_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Absence_deputy_fkey" FOREIGN KEY ("deputy") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "RoundChange_id_key" ON "RoundChange"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Absence_id_key" ON "Absence"("id");

-- What stands already began with the first import.
INSERT INTO "DutyStart" ("duty", "at")
SELECT "id", (SELECT MIN("at") FROM "CountyVersion") FROM "Duty" WHERE EXISTS (SELECT 1 FROM "CountyVersion");
