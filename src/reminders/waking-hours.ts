import { addDays, type DateText, dateOf, type Instant, instantAt } from "../domain/period.ts";
import type { Rules } from "../domain/rule.ts";
import type { WorkingCalendar } from "../domain/working-calendar.ts";

/** Longer is no holiday. */
const MOST_DAYS_OFF = 40;

/** When people may be written to of the program's own accord: on working days, outside the quiet hours of sheet 细则. */
export class WakingHours {
	readonly #calendar: WorkingCalendar;
	readonly #from: string;
	readonly #until: string;

	constructor(rules: Pick<Rules, "quiet-from" | "quiet-until">, calendar: WorkingCalendar) {
		this.#calendar = calendar;
		this.#from = clockAt(Number(rules["quiet-until"]));
		this.#until = clockAt(Number(rules["quiet-from"]));
	}

	/** Whether an instant lies within them; the moment quiet begins is quiet. */
	includes(at: Instant): boolean {
		return this.#calendar.works(dateOf(at)) && this.awake(at);
	}

	/** Whether it is no quiet hour, whatever the day. */
	awake(at: Instant): boolean {
		const day = dateOf(at);
		return this.#opening(day) <= at && at < this.#closing(day);
	}

	/** When the quiet hours end in which an instant lies, whatever the day; null where it lies in none. */
	quietUntil(at: Instant): Instant | null {
		if (this.awake(at)) return null;
		const today = this.#opening(dateOf(at));
		return at < today ? today : this.#opening(addDays(dateOf(at), 1));
	}

	/** The instant itself where it may be written, else the next moment at which it may. */
	next(at: Instant): Instant {
		if (this.includes(at)) return at;
		const today = dateOf(at);
		if (this.#calendar.works(today) && at < this.#opening(today)) return this.#opening(today);
		let day = addDays(today, 1);
		for (let passed = 0; passed < MOST_DAYS_OFF && !this.#calendar.works(day); passed += 1) day = addDays(day, 1);
		return this.#opening(day);
	}

	/** When quiet begins on the day of an instant: what is said then is no longer sent that day. */
	end(at: Instant): Instant {
		return this.#closing(dateOf(at));
	}

	/** When the last waking hours before an instant end: on the day itself where quiet begins before it, else on the working day before. */
	endBefore(at: Instant): Instant {
		const today = dateOf(at);
		if (this.#calendar.works(today) && this.#closing(today) <= at) return this.#closing(today);
		let day = addDays(today, -1);
		for (let passed = 0; passed < MOST_DAYS_OFF && !this.#calendar.works(day); passed += 1) day = addDays(day, -1);
		return this.#closing(day);
	}

	/** When they begin on a working day. */
	beginning(day: DateText): Instant {
		return this.#opening(day);
	}

	#opening(day: DateText): Instant {
		return instantAt(day, this.#from);
	}

	#closing(day: DateText): Instant {
		return this.#until === "24:00" ? instantAt(addDays(day, 1), "00:00") : instantAt(day, this.#until);
	}
}

/** Half hours may be written as 7.5. */
const clockAt = (hours: number): string => {
	const minutes = Math.round(hours * 60);
	return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
};
