-- CreateTable
CREATE TABLE "Ranking" (
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "asOf" TEXT NOT NULL,
    "ruleSet" TEXT NOT NULL,
    "ruleVersion" TEXT NOT NULL,
    "countyVersion" INTEGER NOT NULL,
    "reports" INTEGER NOT NULL,
    "madeAt" TEXT NOT NULL,
    "unitsJson" TEXT NOT NULL,

    PRIMARY KEY ("duty", "period", "edition"),
    CONSTRAINT "Ranking_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
