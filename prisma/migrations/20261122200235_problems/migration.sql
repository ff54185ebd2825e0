-- CreateTable
CREATE TABLE "Problem" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "unit" TEXT NOT NULL,
    "project" TEXT,
    "indicator" TEXT,
    "text" TEXT NOT NULL,
    "place" TEXT,
    "filesJson" TEXT NOT NULL,
    "raisedBy" TEXT NOT NULL,
    "raisedFor" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "report" INTEGER,
    "raisedAt" TEXT NOT NULL,
    "owner" TEXT,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "solvedOn" TEXT,
    "solvedBy" TEXT,
    "events" INTEGER NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Problem_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Problem_project_fkey" FOREIGN KEY ("project") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Problem_raisedBy_fkey" FOREIGN KEY ("raisedBy") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Problem_raisedFor_fkey" FOREIGN KEY ("raisedFor") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Problem_owner_fkey" FOREIGN KEY ("owner") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Problem_solvedBy_fkey" FOREIGN KEY ("solvedBy") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProblemEvent" (
    "problem" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "previous" INTEGER,
    "at" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "report" INTEGER,
    "changeJson" TEXT NOT NULL,
    "filesJson" TEXT NOT NULL,

    PRIMARY KEY ("problem", "seq"),
    CONSTRAINT "ProblemEvent_problem_fkey" FOREIGN KEY ("problem") REFERENCES "Problem" ("number") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ProblemEvent_by_fkey" FOREIGN KEY ("by") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ProblemEvent_problem_previous_fkey" FOREIGN KEY ("problem", "previous") REFERENCES "ProblemEvent" ("problem", "seq") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Problem_state_unit_idx" ON "Problem"("state", "unit");

-- CreateIndex
CREATE INDEX "Problem_state_owner_idx" ON "Problem"("state", "owner");

-- CreateIndex
CREATE INDEX "Problem_state_project_idx" ON "Problem"("state", "project");

-- CreateIndex
CREATE INDEX "Problem_dueOn_idx" ON "Problem"("dueOn");

-- CreateIndex
CREATE INDEX "ProblemEvent_report_idx" ON "ProblemEvent"("report");
