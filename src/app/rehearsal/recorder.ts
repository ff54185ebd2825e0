import type { DutyId } from "../../domain/duty.ts";
import type { Instant, PeriodKey } from "../../domain/period.ts";
import type { UnitCode } from "../../domain/unit.ts";
import type { ReminderRecord } from "../../ports/reminders.ts";
import type { Effect, NewMessage, Store } from "../../ports/store.ts";

/** A report that came in. */
export interface CameIn {
	readonly duty: DutyId;
	readonly period: PeriodKey;
	readonly unit: UnitCode;
	readonly at: Instant;
	readonly late: boolean;
}

/** Keeps of what is committed to a store what a rehearsal tells. */
export class Recorder {
	/** By their ids. */
	readonly messages = new Map<string, NewMessage>();
	readonly reminders: ReminderRecord[] = [];
	/** First versions, in the order they came. */
	readonly reports: CameIn[] = [];

	watch(store: Store): Store {
		return {
			...store,
			commit: async (effects) => {
				await store.commit(effects);
				for (const effect of effects) this.#note(effect);
			},
		};
	}

	#note(effect: Effect): void {
		if (effect.do === "enqueue-message") this.messages.set(effect.message.id, effect.message);
		else if (effect.do === "add-reminder-records") this.reminders.push(...effect.records);
		else if (effect.do === "add-report-version" && effect.version.version === 1) {
			const { duty, period, unit } = effect.report;
			this.reports.push({ duty, period, unit, at: effect.version.sentAt, late: effect.version.late });
		}
	}
}
