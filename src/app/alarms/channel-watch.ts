import { addMs, type Instant } from "../../domain/period.ts";
import type { ChannelHealth } from "../../ports/channel.ts";

/** A time in which a messenger could not be reached. */
interface Outage {
	readonly since: Instant;
	readonly reason: string;
	/** Since when it can be reached again; null while it cannot. */
	readonly upSince: Instant | null;
	/** When the office was told; null before. */
	readonly told: Instant | null;
}

/** What is known of a messenger, kept over restarts as JSON. */
export interface ChannelState {
	readonly outage: Outage | null;
	/** The last alarm, of whatever outage. */
	readonly alarmedAt: Instant | null;
	/** An outage that is over and that the office has to hear of. */
	readonly over: { readonly since: Instant; readonly until: Instant } | null;
}

export const WELL: ChannelState = { outage: null, alarmedAt: null, over: null };

/** Shorter troubles end by themselves, and one that is over for less may not be over: a messenger that comes and goes is one outage. */
const SETTLED_MS = 5 * 60_000;
/** Alarms about one messenger are at least so far apart. */
const APART_MS = 60 * 60_000;
/** An outage that nobody could be told of while it lasted is told of afterwards when it was as long as this. */
const LONG_MS = 30 * 60_000;

/** Reasons that do not go away by waiting. */
const LASTING: ReadonlySet<string> = new Set(["bad-token", "another-bot", "scan", "logged-out", "unauthorized", "banned", "no-puppet"]);

/** What a look at a messenger makes of what was known. */
export const look = (state: ChannelState, { state: is, reason }: Pick<ChannelHealth, "state" | "reason">, now: Instant): ChannelState => {
	if (is === "starting") return state;
	const { outage } = state;
	if (is === "down") {
		const begun = outage ?? { since: now, reason, upSince: null, told: null };
		return { ...state, outage: { ...begun, reason, upSince: null } };
	}
	if (outage === null) return state;
	const upSince = outage.upSince ?? now;
	if (now < addMs(upSince, SETTLED_MS)) return { ...state, outage: { ...outage, upSince } };
	const matters = outage.told !== null || upSince >= addMs(outage.since, LONG_MS);
	return { ...state, outage: null, over: matters ? { since: outage.since, until: upSince } : state.over };
};

/** What the office is to be told now. */
export const toTell = ({ outage, over, alarmedAt }: ChannelState, now: Instant): "down" | "back" | null => {
	if (outage === null) return over === null ? null : "back";
	if (outage.upSince !== null || outage.told !== null) return null;
	if (alarmedAt !== null && now < addMs(alarmedAt, APART_MS)) return null;
	return isLasting({ outage }, now) ? "down" : null;
};

/** Whether a messenger is out of reach for longer than what ends by itself, or until somebody lends a hand. */
export const isLasting = ({ outage }: Pick<ChannelState, "outage">, now: Instant): boolean =>
	outage !== null && outage.upSince === null && (LASTING.has(outage.reason) || now >= addMs(outage.since, SETTLED_MS));

/** The same after it was told. */
export const told = (state: ChannelState, what: "down" | "back", now: Instant): ChannelState =>
	what === "back" ? { ...state, over: null } : { outage: state.outage && { ...state.outage, told: now }, alarmedAt: now, over: null };
