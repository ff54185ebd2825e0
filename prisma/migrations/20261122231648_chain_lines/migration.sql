-- CreateTable
CREATE TABLE "ChainLine" (
    "duty" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "chatChannel" TEXT NOT NULL,
    "chatAccount" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "chatKind" TEXT NOT NULL,
    "sentAt" TEXT NOT NULL,

    PRIMARY KEY ("unit", "duty", "period"),
    CONSTRAINT "ChainLine_duty_fkey" FOREIGN KEY ("duty") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ChainLine_unit_fkey" FOREIGN KEY ("unit") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ChainLine_by_fkey" FOREIGN KEY ("by") REFERENCES "Person" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ChainLine_chatId_idx" ON "ChainLine"("chatId");
