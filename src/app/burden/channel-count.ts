import type { Instant } from "../../domain/period.ts";
import type { Rules } from "../../domain/rule.ts";
import type { WorkingCalendar } from "../../domain/working-calendar.ts";
import type { WrittenMessage } from "../../ports/burden.ts";
import type { SendingLimits } from "../../ports/channel.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { ChannelLine } from "../../views/burden.ts";

/** The limits a channel is written to by now; null where there are none, or it is not in use. */
export type LimitsOf = (channel: string) => SendingLimits | null;

/** Characters of an instant up to its minute. */
const TO_THE_MINUTE = 16;

interface Count {
	readonly limits: SendingLimits | null;
	sent: number;
	held: number;
	/** By minute, where the pace is watched: at most as many as a month has. */
	readonly minutes: Map<string, number>;
}

/** Counts what went out on each channel, to whomever it was, message by message. */
export class ChannelCount {
	readonly #limitsOf: LimitsOf;
	readonly #waking: WakingHours;
	readonly #now: Instant;
	readonly #channels = new Map<string, Count>();

	constructor(limitsOf: LimitsOf, rules: Pick<Rules, "quiet-from" | "quiet-until">, calendar: WorkingCalendar, now: Instant) {
		this.#limitsOf = limitsOf;
		this.#waking = new WakingHours(rules, calendar);
		this.#now = now;
	}

	add(message: WrittenMessage): void {
		const { channel } = message.chat;
		const known = this.#channels.get(channel);
		const count = known ?? { limits: this.#limitsOf(channel), sent: 0, held: 0, minutes: new Map() };
		if (!known) this.#channels.set(channel, count);
		if (count.limits?.keepsQuiet && this.#waited(message)) count.held += 1;
		if (message.state !== "sent") return;
		count.sent += message.parts;
		if (count.limits?.betweenChatsMs == null || message.endedAt === null) return;
		const minute = message.endedAt.slice(0, TO_THE_MINUTE);
		count.minutes.set(minute, (count.minutes.get(minute) ?? 0) + message.parts);
	}

	/** Those on which anything went out or was held; none where it is a single one that is in no danger of being too fast. */
	lines(): readonly ChannelLine[] {
		const lines = [...this.#channels]
			.filter(([, { sent, held }]) => sent + held > 0)
			.map(([channel, { limits, sent, held, minutes }]): ChannelLine => {
				const paced = limits?.betweenChatsMs == null ? null : { busiest: Math.max(0, ...minutes.values()), held };
				return { channel, sent, paced };
			})
			.sort((a, b) => b.sent - a.sent || (a.channel < b.channel ? -1 : 1));
		return lines.length > 1 || lines.some(({ paced }) => paced !== null) ? lines : [];
	}

	/** Whether a quiet hour lay between writing something unasked and its end. */
	#waited({ priority, writtenAt, endedAt }: WrittenMessage): boolean {
		if (priority === "answer") return false;
		return !this.#waking.awake(writtenAt) || (endedAt ?? this.#now) > this.#waking.end(writtenAt);
	}
}
