-- DropIndex
DROP INDEX "Outbox_status_channel_account_chatId_position_expiresAt_idx";

-- CreateIndex
CREATE INDEX "Outbox_status_channel_account_chatId_position_expiresAt_rank_idx" ON "Outbox"("status", "channel", "account", "chatId", "position", "expiresAt", "rank");
