-- CreateTable
CREATE TABLE "CountyVersion" (
    "version" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "previous" INTEGER,
    "at" TEXT NOT NULL,
    CONSTRAINT "CountyVersion_previous_fkey" FOREIGN KEY ("previous") REFERENCES "CountyVersion" ("version") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Unit" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent" TEXT,
    "aliasesJson" TEXT NOT NULL,
    "validFrom" TEXT,
    "validTo" TEXT,
    "successor" TEXT,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT,
    CONSTRAINT "Unit_parent_fkey" FOREIGN KEY ("parent") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Unit_successor_fkey" FOREIGN KEY ("successor") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT
);

-- CreateTable
CREATE TABLE "Post" (
    "person" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT,

    PRIMARY KEY ("person", "unit", "role", "title", "validFrom", "validTo"),
    CONSTRAINT "Post_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Post_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "aliasesJson" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT,
    CONSTRAINT "Project_department_fkey" FOREIGN KEY ("department") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Indicator" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "project" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliasesJson" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "yearEnd" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT,
    CONSTRAINT "Indicator_project_fkey" FOREIGN KEY ("project") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Target" (
    "unit" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "annual" BIGINT NOT NULL,
    "fourYearValue" BIGINT,
    "fourYearFirst" INTEGER,
    "planJson" TEXT NOT NULL,
    "opening" BIGINT NOT NULL,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT,

    PRIMARY KEY ("unit", "indicator", "year"),
    CONSTRAINT "Target_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Target_indicator_fkey" FOREIGN KEY ("indicator") REFERENCES "Indicator" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Duty" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "unitsJson" TEXT NOT NULL,
    "opensJson" TEXT NOT NULL,
    "dueJson" TEXT NOT NULL,
    "closesJson" TEXT NOT NULL,
    "questionsJson" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "endedAt" TEXT
);

-- CreateTable
CREATE TABLE "Rule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "value" BIGINT NOT NULL,
    "endedAt" TEXT
);

-- CreateTable
CREATE TABLE "Account" (
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "chatAccount" TEXT,
    "chatId" TEXT,
    "chatKind" TEXT,
    "boundAt" TEXT NOT NULL,
    "unboundAt" TEXT,

    PRIMARY KEY ("channel", "externalId"),
    CONSTRAINT "Account_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BindingCode" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "person" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,
    "revokedAt" TEXT,
    CONSTRAINT "BindingCode_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CodeFailure" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "person" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "chatChannel" TEXT NOT NULL,
    "chatAccount" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "chatKind" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "answered" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL,
    "stateJson" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Session_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Session_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Session_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Report" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "confirmedAt" TEXT,
    "confirmedBy" TEXT,
    CONSTRAINT "Report_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Report_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Report_confirmedBy_fkey" FOREIGN KEY ("confirmedBy") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReportVersion" (
    "report" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "previous" INTEGER,
    "sentAt" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL,
    "form" TEXT NOT NULL,

    PRIMARY KEY ("report", "version"),
    CONSTRAINT "ReportVersion_report_fkey" FOREIGN KEY ("report") REFERENCES "Report" ("number") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ReportVersion_report_previous_fkey" FOREIGN KEY ("report", "previous") REFERENCES "ReportVersion" ("report", "version") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ReportVersion_person_fkey" FOREIGN KEY ("person") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Entry" (
    "report" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "increment" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "asOf" TEXT NOT NULL,
    "approximate" BOOLEAN NOT NULL,
    "reason" TEXT,
    "written" TEXT NOT NULL,

    PRIMARY KEY ("report", "version", "indicator"),
    CONSTRAINT "Entry_report_version_fkey" FOREIGN KEY ("report", "version") REFERENCES "ReportVersion" ("report", "version") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Entry_indicator_fkey" FOREIGN KEY ("indicator") REFERENCES "Indicator" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Answer" (
    "report" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "yes" BOOLEAN,
    "filesJson" TEXT,

    PRIMARY KEY ("report", "version", "question"),
    CONSTRAINT "Answer_report_version_fkey" FOREIGN KEY ("report", "version") REFERENCES "ReportVersion" ("report", "version") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Standing" (
    "unit" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "periodEnd" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "increment" BIGINT NOT NULL,
    "total" BIGINT NOT NULL,
    "asOf" TEXT NOT NULL,

    PRIMARY KEY ("unit", "indicator", "duty", "period"),
    CONSTRAINT "Standing_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Standing_indicator_fkey" FOREIGN KEY ("indicator") REFERENCES "Indicator" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Standing_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "report" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL,
    "doneAt" TEXT,
    CONSTRAINT "Task_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Task_report_fkey" FOREIGN KEY ("report") REFERENCES "Report" ("number") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Inbox" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "updateId" TEXT NOT NULL,
    "inboundJson" TEXT NOT NULL,
    "receivedAt" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "reference" TEXT
);

-- CreateTable
CREATE TABLE "Outbox" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "chatKind" TEXT NOT NULL,
    "viewJson" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT,
    "addressee" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "nextAttemptAt" TEXT,
    "finishedAt" TEXT,
    "reason" TEXT
);

-- CreateTable
CREATE TABLE "Job" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "inputJson" TEXT NOT NULL,
    "chatChannel" TEXT NOT NULL,
    "chatAccount" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "chatKind" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL,
    "finishedAt" TEXT,
    "reason" TEXT
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "factsJson" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "storedAt" TEXT NOT NULL,
    "keepUntil" TEXT
);

-- CreateTable
CREATE TABLE "RoomMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "chat" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "sender" TEXT,
    "text" TEXT NOT NULL,
    "buttonsJson" TEXT NOT NULL,
    "filesJson" TEXT NOT NULL,
    "outboxId" TEXT
);

-- CreateTable
CREATE TABLE "RoomSession" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "at" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Account_unboundAt_person_idx" ON "Account"("unboundAt", "person");

-- CreateIndex
CREATE INDEX "Account_person_idx" ON "Account"("person");

-- CreateIndex
CREATE INDEX "Account_chatId_idx" ON "Account"("chatId");

-- CreateIndex
CREATE INDEX "BindingCode_person_idx" ON "BindingCode"("person");

-- CreateIndex
CREATE INDEX "CodeFailure_channel_externalId_at_idx" ON "CodeFailure"("channel", "externalId", "at");

-- CreateIndex
CREATE INDEX "Session_duty_period_idx" ON "Session"("duty", "period");

-- CreateIndex
CREATE INDEX "Session_chatId_idx" ON "Session"("chatId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_person_subject_key" ON "Session"("person", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "Report_duty_period_unit_key" ON "Report"("duty", "period", "unit");

-- CreateIndex
CREATE INDEX "Standing_unit_indicator_periodEnd_idx" ON "Standing"("unit", "indicator", "periodEnd");

-- CreateIndex
CREATE INDEX "Task_unit_doneAt_idx" ON "Task"("unit", "doneAt");

-- CreateIndex
CREATE INDEX "Inbox_status_position_idx" ON "Inbox"("status", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_channel_updateId_account_key" ON "Inbox"("channel", "updateId", "account");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_id_key" ON "Outbox"("id");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_dedupeKey_key" ON "Outbox"("dedupeKey");

-- CreateIndex
CREATE INDEX "Outbox_status_channel_account_chatId_position_expiresAt_idx" ON "Outbox"("status", "channel", "account", "chatId", "position", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Job_id_key" ON "Job"("id");

-- CreateIndex
CREATE INDEX "Job_status_position_idx" ON "Job"("status", "position");

-- CreateIndex
CREATE INDEX "AuditEntry_subject_position_idx" ON "AuditEntry"("subject", "position");

-- CreateIndex
CREATE INDEX "StoredFile_keepUntil_idx" ON "StoredFile"("keepUntil");

-- CreateIndex
CREATE UNIQUE INDEX "RoomMessage_outboxId_key" ON "RoomMessage"("outboxId");

-- CreateIndex
CREATE INDEX "RoomMessage_chat_id_idx" ON "RoomMessage"("chat", "id");
