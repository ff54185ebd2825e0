import type { Update } from "grammy/types";
import type { Clock } from "../../ports/clock.ts";
import type { Inbound, Intake } from "../../ports/intake.ts";
import type { Log } from "../../ports/log.ts";
import type { BotProfile } from "./bot-profile.ts";
import { decodeUpdate } from "./decode.ts";
import type { Groups } from "./groups.ts";
import type { Presses } from "./presses.ts";

export interface ReceiverParts {
	readonly intake: Intake;
	readonly groups: Groups;
	readonly presses: Presses;
	readonly clock: Clock;
	readonly log: Log;
}

/** Hands a batch to the intake; rejects when the intake does. An update that cannot be read is passed over, it would hold up all others for ever. */
export const createReceiver = ({ intake, groups, presses, clock, log }: ReceiverParts) => {
	const read = (update: Update, bot: BotProfile): Inbound[] => {
		try {
			const { inbound, press } = decodeUpdate(update, bot, clock.now());
			if (press !== null && !inbound) presses.dismiss(press);
			if (!inbound) return [];
			// Before the intake has it: the answer may come before the intake returns.
			if (press !== null) presses.note(press, inbound.chat, inbound.sender.id);
			if (inbound.content.kind === "group") groups.note(inbound.chat, inbound.content.event);
			return [inbound];
		} catch (error) {
			log.warn("telegram:unreadable-update", { update: update.update_id, error: error instanceof Error ? error.name : "unknown" });
			return [];
		}
	};
	return async (updates: readonly Update[], bot: BotProfile): Promise<void> => {
		const inbounds = updates.flatMap((update) => read(update, bot));
		if (inbounds.length > 0) await intake.receive(inbounds);
	};
};
