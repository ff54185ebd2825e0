import { describeMessenger } from "../../contract/messenger-contract.ts";
import { openTelegramRig } from "../../support/telegram/telegram-rig.ts";

describeMessenger("Telegram", openTelegramRig);
