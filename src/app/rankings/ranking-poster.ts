import { addDays, addMs, dateOf, daysOf, type Instant, instantAt, type PeriodKey, shiftPeriod } from "../../domain/period.ts";
import type { Unit } from "../../domain/unit.ts";
import { type ChatRef, chatKey } from "../../ports/chat.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Occurrence } from "../../ports/reminders.ts";
import type { Effect, RankingHead, Store } from "../../ports/store.ts";
import { WakingHours } from "../../reminders/waking-hours.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { correctionText, rankingText } from "./describe-ranking.ts";
import { type FoundRanking, withBefore } from "./find-ranking.ts";
import { createRankingPainter, type RankingPainterParts } from "./paint-ranking.ts";
import { PERIODS_KEPT } from "./ranking-keeper.ts";
import { closedPeriods, type RankingSeries, rankedSeries, spanOf } from "./ranking-series.ts";

/** The hour of the day at which what waited for the morning goes out. */
const MORNING = "08:30";
/** A correction is news for so long. */
const CORRECTION_MS = 3 * 24 * 60 * 60_000;
/** Since when the program runs for this county: what closed before was not its to post. */
export const RUNNING = "running";

export interface RankingPosterParts extends RankingPainterParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly ids: Ids;
	readonly groupChat: TurnWorld["groupChat"];
	readonly isServed: TurnWorld["isServed"];
	/** Called with what was committed. */
	readonly committed: (effects: readonly Effect[]) => void;
}

/** A ranking to post, for the first time or as a correction. */
interface Post {
	readonly found: FoundRanking;
	readonly view: View;
	readonly expiresAt: Instant;
}

/** What a look at one line of rankings found. */
interface Look {
	readonly posts: readonly Post[];
	readonly occurrences: readonly Occurrence[];
}

const keyOf = (series: RankingSeries, period: PeriodKey, edition: number): string => `ranking-post:${series.duty.id}:${period}:${edition}`;

/**
 * Posts frozen rankings to the county's own groups, text and picture, once each: the newest of a line when it is frozen, a correction where a place changed.
 * What is posted and that it was posted are one commit. Never in quiet hours or on a day off; what became stale meanwhile is passed over.
 */
export class RankingPoster {
	readonly #parts: RankingPosterParts;
	readonly #paint: ReturnType<typeof createRankingPainter>;
	/** Whether there may be something to post. */
	#isDue = true;

	constructor(parts: RankingPosterParts) {
		this.#parts = parts;
		this.#paint = createRankingPainter(parts);
	}

	/** Says that a ranking was frozen, or the rules changed. */
	note(): void {
		this.#isDue = true;
	}

	/** Posts what is due at an instant; returns how many rankings that were. */
	async postDue(now: Instant): Promise<number> {
		const loaded = this.#parts.counties.current;
		if (!loaded || !this.#isDue) return 0;
		const since = await this.#runningSince(now);
		const { rules } = loaded.county.data;
		const waking = new WakingHours(rules, loaded.rounds.calendar);
		if (Number(rules["post-rankings"]) === 0 || !waking.includes(now) || now < instantAt(dateOf(now), MORNING)) return 0;
		const looks: Look[] = [];
		for (const series of rankedSeries(loaded.county)) looks.push(await this.#look(loaded, series, now, since));
		const posts = looks.flatMap((look) => look.posts);
		const occurrences = looks.flatMap((look) => look.occurrences);
		const chats = posts.length === 0 ? [] : await this.#groupsOf(loaded.county.root);
		const effects: Effect[] = occurrences.map((occurrence) => ({
			do: "record-occurrence",
			occurrence: chats.length === 0 ? { ...occurrence, outcome: "skipped" } : occurrence,
		}));
		for (const post of chats.length === 0 ? [] : posts) effects.push(...(await this.#messages(loaded, post, chats, now)));
		if (effects.length > 0) {
			await this.#parts.store.commit(effects);
			this.#parts.committed(effects);
		}
		this.#isDue = false;
		return chats.length === 0 ? 0 : posts.length;
	}

	async #runningSince(now: Instant): Promise<Instant> {
		const [known] = await this.#parts.store.occurrences([RUNNING]);
		if (known) return known.at;
		await this.#parts.store.commit([{ do: "record-occurrence", occurrence: { key: RUNNING, outcome: "done", at: now } }]);
		return now;
	}

	/** The groups bound to the county itself, and that which a channel makes from it where anybody is there. */
	async #groupsOf(root: Unit): Promise<ChatRef[]> {
		const { store, groupChat, isServed } = this.#parts;
		const bound = (await store.knownGroups()).filter((group) => group.member && group.unit === root.code).map(({ chat }) => chat);
		const made = groupChat(root);
		const isUsed = made !== null && (await store.accountsOn(made.channel)).length > 0;
		return [...bound, ...(isUsed ? [made] : [])].filter(isServed);
	}

	async #look(loaded: LoadedCounty, series: RankingSeries, now: Instant, since: Instant): Promise<Look> {
		const { store } = this.#parts;
		const { rounds } = loaded;
		const periods = closedPeriods(series, rounds, now, PERIODS_KEPT[series.cadence]);
		const [oldest, newest] = [periods[0], periods.at(-1)];
		if (oldest === undefined || newest === undefined) return { posts: [], occurrences: [] };
		const heads = await store.rankingHeads(series.duty.id, oldest, newest);
		const known = new Map(
			(await store.occurrences(heads.map(({ period, edition }) => keyOf(series, period, edition)))).map(({ key, outcome }) => [
				key,
				outcome,
			]),
		);
		const fresh = heads.filter(
			({ period, edition }, index) =>
				heads.findIndex((one) => one.period === period) === index && !known.has(keyOf(series, period, edition)),
		);
		const occurrences: Occurrence[] = [];
		const posts: Post[] = [];
		const corrected: { head: RankingHead; posted: number }[] = [];
		for (const head of fresh) {
			const before = heads.filter(({ period }) => period === head.period).map(({ edition }) => edition);
			const posted = before.find((edition) => known.get(keyOf(series, head.period, edition)) === "done");
			const isNews = head.period === newest && spanOf(series, newest, rounds).closesAt > since && now < staleAt(series, newest, loaded);
			const isFirst = before.every((edition) => !known.has(keyOf(series, head.period, edition)));
			if (posted !== undefined) corrected.push({ head, posted });
			else if (isFirst && isNews) posts.push(await this.#first(loaded, series, head));
			occurrences.push({
				key: keyOf(series, head.period, head.edition),
				outcome: posted !== undefined || (isFirst && isNews) ? "done" : "skipped",
				at: now,
			});
		}
		const correction = await this.#correction(loaded, series, corrected, now);
		return { posts: correction ? [...posts, correction] : posts, occurrences };
	}

	async #found(loaded: LoadedCounty, series: RankingSeries, { period, edition }: RankingHead): Promise<FoundRanking> {
		const { store } = this.#parts;
		const ranking = await store.ranking(series.duty.id, period, edition);
		if (!ranking) throw new Error(`ranking ${series.duty.id} ${period} is gone`);
		const { county, rounds, version } = loaded;
		return withBefore({ store, county, rounds, countyVersion: version }, series, ranking);
	}

	async #first(loaded: LoadedCounty, series: RankingSeries, head: RankingHead): Promise<Post> {
		const found = await this.#found(loaded, series, head);
		// Who fell is in the picture for whoever looks; a group is not told of it unasked.
		const view = { ...rankingText(loaded.county, found, [], []), fallen: [] };
		return { found, view, expiresAt: staleAt(series, head.period, loaded) };
	}

	/** One message for all that one report changed: the newest ranking with its picture, the earlier ones by name. */
	async #correction(
		loaded: LoadedCounty,
		series: RankingSeries,
		corrected: readonly { readonly head: RankingHead; readonly posted: number }[],
		now: Instant,
	): Promise<Post | null> {
		const changed: { found: FoundRanking; posted: NonNullable<Awaited<ReturnType<Store["ranking"]>>> }[] = [];
		for (const { head, posted: edition } of corrected) {
			const posted = await this.#parts.store.ranking(series.duty.id, head.period, edition);
			const found = await this.#found(loaded, series, head);
			if (posted && correctionText(loaded.county, found, posted, [])) changed.push({ found, posted });
		}
		const [newest, ...earlier] = changed;
		if (!newest) return null;
		const also = earlier.map(({ found }) => found.ranking.period);
		const view = correctionText(loaded.county, newest.found, newest.posted, also);
		return view && { found: newest.found, view, expiresAt: addMs(now, CORRECTION_MS) };
	}

	async #messages({ county }: LoadedCounty, { found, view, expiresAt }: Post, chats: readonly ChatRef[], now: Instant): Promise<Effect[]> {
		const file = await this.#paint(county, found);
		const { duty, period, edition } = found.ranking;
		const messages = chats.map(
			(chat): Effect => ({
				do: "enqueue-message",
				message: {
					id: this.#parts.ids.next(),
					chat,
					view: { ...view, files: file ? [file] : [] } as View,
					dedupeKey: `${keyOf(found.series, period, edition)}:${chatKey(chat)}`,
					priority: "broadcast",
					createdAt: now,
					expiresAt,
					addressee: null,
					answers: null,
					card: null,
				},
			}),
		);
		const facts = { edition, chats: chats.length };
		return [
			...messages,
			{ do: "add-audit", entry: { at: now, actor: "system", event: "ranking:posted", subject: `ranking:${duty}:${period}`, facts } },
		];
	}
}

/** From then on a ranking is no news: the next round is due, or the next month over. */
const staleAt = (series: RankingSeries, period: PeriodKey, { rounds }: LoadedCounty): Instant => {
	const next = shiftPeriod(period, 1);
	if (series.cadence === series.duty.cadence) return rounds.round(series.duty, next, null).dueAt;
	return instantAt(addDays(daysOf(next).last, 1), "00:00");
};
