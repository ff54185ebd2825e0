import type { Bulletin, WrittenKind } from "../../domain/bulletin.ts";
import type { FileRef } from "../../domain/file.ts";
import { addMs, dateOf, type Instant, type PeriodKey, periodOf } from "../../domain/period.ts";
import { postsOn } from "../../domain/person.ts";
import type { Unit } from "../../domain/unit.ts";
import { chatKey } from "../../ports/chat.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Effect, Job, Store } from "../../ports/store.ts";
import { bulletinDocument, bulletinWordsOf } from "../../render/document/bulletin-document.ts";
import { writeDocx } from "../../render/document/write-docx.ts";
import type { BulletinSlip } from "../../views/bulletins.ts";
import type { View } from "../../views/view.ts";
import type { CountyHolder, LoadedCounty } from "../county-holder.ts";
import { unitGroups } from "../groups/unit-groups.ts";
import type { JobHandler } from "../jobs/job-runner.ts";
import { broadcast } from "../notices/publish.ts";
import { createRankingPainter, type RankingPainterParts } from "../rankings/paint-ranking.ts";
import type { TurnWorld } from "../turns/turn.ts";
import { approvalButtons, draftButtons, shownBulletin } from "./describe-bulletin.ts";
import { gatherBulletin, gatherCorrection, monthsRanking, type ToldUnit, toldInTable } from "./gather-facts.ts";

export interface BulletinJobParts extends RankingPainterParts {
	readonly store: Store;
	readonly counties: CountyHolder;
	readonly clock: Clock;
	readonly ids: Ids;
	readonly groupChat: TurnWorld["groupChat"];
	readonly isServed: TurnWorld["isServed"];
}

/** What the jobs of bulletins are asked for. */
export type BulletinAsked =
	| { readonly what: "draft"; readonly period: PeriodKey }
	/** In a person's own words. */
	| {
			readonly what: "write";
			readonly kind: WrittenKind;
			/** Null: one is made from the units it names. */
			readonly title: string | null;
			readonly units: readonly string[];
			readonly paragraphs: readonly string[];
	  }
	| { readonly what: "correct"; readonly number: number }
	/** Its document, to those who may approve it. */
	| { readonly what: "send-up"; readonly bulletin: string; readonly revision: number }
	| { readonly what: "publish"; readonly bulletin: string };

/** How long a bulletin that could not go out is still news. */
const LIFE_MS = 3 * 24 * 60 * 60_000;

/** 通报: drafting from the data, writing the document, sending it to the groups. Each may run twice: what it changes is committed with its end. */
export const createBulletinWriter = (parts: BulletinJobParts): JobHandler => {
	const paint = createRankingPainter(parts);
	const { store, counties, clock, ids, files, language } = parts;

	const loadedNow = (): LoadedCounty => {
		if (!counties.current) throw new Error("no county");
		return counties.current;
	};

	const rankingParts = (loaded: LoadedCounty) => ({ store, county: loaded.county, countyVersion: loaded.version, rounds: loaded.rounds });

	/** The unit its drafter speaks for. */
	const officeOf = ({ county }: LoadedCounty, drafter: Bulletin["drafter"], at: Instant): Unit => {
		const person = county.person(drafter);
		const post = person && (postsOn(person, dateOf(at)).find(({ role }) => role === "supervisor") ?? person.posts[0]);
		return (post && county.unit(post.unit)) ?? county.root;
	};

	const documentOf = async (loaded: LoadedCounty, bulletin: Bulletin, at: Instant, draft: boolean): Promise<FileRef> => {
		const about = { county: loaded.county.root.name, unit: officeOf(loaded, bulletin.drafter, at).name, day: dateOf(at), draft };
		return files.put(await writeDocx(bulletinDocument(bulletin, about, language)), bulletinWordsOf(language).fileName(bulletin.title));
	};

	/** The picture of the ranking it rests on; none for a correction. `unpictured`: it could not be made. */
	const pictureOf = async (
		loaded: LoadedCounty,
		bulletin: Bulletin,
		at: Instant,
	): Promise<{ pictures: FileRef[]; unpictured: boolean }> => {
		const found = bulletin.kind === "monthly" ? await monthsRanking(rankingParts(loaded), bulletin.period, at) : null;
		const picture = found && (await paint(loaded.county, found));
		return { pictures: picture ? [picture] : [], unpictured: found !== null && picture === null };
	};

	const fresh = (
		job: Job,
		change: Pick<Bulletin, "kind" | "duty" | "period" | "edition" | "corrects" | "title" | "paragraphs" | "tables">,
	): Bulletin => ({
		...change,
		// The job's own id: run again it writes the same row.
		id: job.id,
		number: null,
		documentNumber: null,
		state: "draft",
		revision: 1,
		drafter: job.person,
		approver: null,
		approvedAt: null,
		createdAt: job.createdAt,
		updatedAt: job.createdAt,
		publishedAt: null,
		files: [],
	});

	/** The picture and the document as they would go out. */
	const drafted = async (loaded: LoadedCounty, bulletin: Bulletin, at: Instant): Promise<{ made: View; unpictured: boolean }> => {
		const { pictures, unpictured } = await pictureOf(loaded, bulletin, at);
		const files = [...pictures, await documentOf(loaded, bulletin, at, true)];
		return { made: { key: "files", what: "bulletin", count: files.length, files, buttons: [] }, unpictured };
	};

	const begun = async (loaded: LoadedCounty, bulletin: Bulletin, at: Instant): Promise<Awaited<ReturnType<JobHandler>>> => {
		const { made, unpictured } = await drafted(loaded, bulletin, at);
		return {
			says: [
				made,
				{ key: "bulletin-shown", bulletin: shownBulletin(loaded.county, bulletin), unpictured, buttons: draftButtons(bulletin) },
			],
			effects: [{ do: "save-bulletin", bulletin }],
		};
	};

	const draft = async (job: Job, period: PeriodKey): ReturnType<JobHandler> => {
		const loaded = loadedNow();
		const found = await monthsRanking(rankingParts(loaded), period, job.createdAt);
		if (!found) return { says: [{ key: "bulletin-no-ranking", period, buttons: [] }], effects: [] };
		const office = officeName(loaded, job.person, job.createdAt);
		const text = bulletinWordsOf(language).monthly(await gatherBulletin(rankingParts(loaded), found, dateOf(job.createdAt)), office);
		const { duty, edition } = found.ranking;
		return begun(loaded, fresh(job, { kind: "monthly", duty, period, edition, corrects: null, ...text }), job.createdAt);
	};

	const officeName = (loaded: LoadedCounty, drafter: Bulletin["drafter"], at: Instant): string =>
		bulletinWordsOf(language).office(loaded.county.root.name, officeOf(loaded, drafter, at).name);

	const write = (job: Job, { kind, title, units, paragraphs }: Extract<BulletinAsked, { what: "write" }>): ReturnType<JobHandler> => {
		const loaded = loadedNow();
		const at = job.createdAt;
		const period = periodOf("month", dateOf(at));
		const called = title ?? bulletinWordsOf(language).titleOf(kind, units, officeName(loaded, job.person, at));
		const bulletin = fresh(job, { kind, duty: null, period, edition: 0, corrects: null, title: called, paragraphs, tables: [] });
		return begun(loaded, bulletin, at);
	};

	const slip = (what: BulletinSlip): Awaited<ReturnType<JobHandler>> => ({
		says: [{ key: "bulletin-slip", slip: what, buttons: [] }],
		effects: [],
	});

	/** What a bulletin told of the units; null where it rests on no ranking. */
	const toldIn = async (loaded: LoadedCounty, { duty: id, period, edition, tables }: Bulletin): Promise<readonly ToldUnit[] | null> => {
		const duty = id === null ? undefined : loaded.county.duty(id);
		if (!duty) return null;
		if (edition > 0) return (await store.ranking(duty.id, period, edition))?.units ?? null;
		const [table] = tables;
		return table ? toldInTable(rankingParts(loaded), duty, table) : null;
	};

	/** A published bulletin, or the last correction of it that went out: what that told is not told again. */
	const lastCorrected = async (number: number): Promise<Bulletin | null> => {
		let last = await store.bulletin(number);
		const newest = await store.lastBulletinNumber();
		for (let at = number + 1; last && at <= newest; at += 1) {
			const later = await store.bulletin(at);
			if (later?.corrects === last.number) last = later;
		}
		return last;
	};

	const correct = async (job: Job, number: number): ReturnType<JobHandler> => {
		const loaded = loadedNow();
		const published = await lastCorrected(number);
		const before = published && (await toldIn(loaded, published));
		const after = published && (await monthsRanking(rankingParts(loaded), published.period, job.createdAt))?.ranking;
		const facts = published && before && after ? gatherCorrection(rankingParts(loaded), published, before, after) : null;
		if (!published || !after || !facts) return slip("nothing-to-correct");
		const office = officeName(loaded, job.person, job.createdAt);
		const text = bulletinWordsOf(language).correction(facts, office);
		const { duty, period } = published;
		return begun(
			loaded,
			fresh(job, { kind: "correction", duty, period, edition: after.edition, corrects: published.number, ...text }),
			job.createdAt,
		);
	};

	/** The bulletin as it stands now; null when it was changed since, or is over. */
	const standing = async (id: string): Promise<Bulletin | null> => (await store.openBulletins(null)).find((one) => one.id === id) ?? null;

	const sendUp = async (job: Job, id: string, revision: number): ReturnType<JobHandler> => {
		const loaded = loadedNow();
		const bulletin = await standing(id);
		if (bulletin?.state !== "reviewing" || bulletin.revision !== revision) return { says: [], effects: [] };
		const { made, unpictured } = await drafted(loaded, bulletin, job.createdAt);
		return {
			says: [
				made,
				{ key: "bulletin-to-approve", bulletin: shownBulletin(loaded.county, bulletin), unpictured, buttons: approvalButtons(bulletin) },
			],
			effects: [],
			unasked: true,
		};
	};

	const publish = async (id: string): ReturnType<JobHandler> => {
		const loaded = loadedNow();
		const bulletin = await standing(id);
		if (bulletin?.state !== "publishing") return { says: [], effects: [] };
		const at = clock.now();
		const number = (await store.lastBulletinNumber()) + 1;
		const document = await documentOf(loaded, bulletin, at, false);
		const { pictures, unpictured } = await pictureOf(loaded, bulletin, at);
		const kept = [...pictures, document];
		const published: Bulletin = { ...bulletin, number, state: "published", publishedAt: at, updatedAt: at, files: kept };
		const { county } = loaded;
		const used = async (channel: string): Promise<boolean> => (await store.accountsOn(channel)).length > 0;
		const made = parts.groupChat(county.root);
		const isUsed = made !== null && (await used(made.channel));
		const groups = unitGroups(county.root, await store.knownGroups(), () => isUsed, parts);
		const effects: Effect[] = groups.map((chat) => ({
			do: "enqueue-message",
			message: broadcast({
				id: ids.next(),
				chat,
				view: {
					key: "bulletin",
					title: published.title,
					documentNumber: published.documentNumber ?? "",
					paragraphs: published.paragraphs,
					office: officeName(loaded, published.drafter, at),
					at,
					files: kept,
					buttons: [],
				},
				dedupeKey: `bulletin:${number}:${chatKey(chat)}`,
				at,
				expiresAt: addMs(at, LIFE_MS),
			}),
		}));
		effects.push(
			{ do: "save-bulletin", bulletin: published },
			{
				do: "add-audit",
				entry: {
					at,
					actor: published.drafter,
					event: "bulletin:published",
					subject: `bulletin:${number}`,
					facts: {
						approver: published.approver,
						revision: published.revision,
						period: published.period,
						corrects: published.corrects,
						groups: groups.length,
					},
				},
			},
		);
		return {
			says: [{ key: "bulletin-out", number, groups: groups.length, unpictured, buttons: [] }],
			effects,
		};
	};

	return (job) => {
		const asked = job.input as BulletinAsked;
		switch (asked.what) {
			case "draft":
				return draft(job, asked.period);
			case "write":
				return write(job, asked);
			case "correct":
				return correct(job, asked.number);
			case "send-up":
				return sendUp(job, asked.bulletin, asked.revision);
			case "publish":
				return publish(asked.bulletin);
			default:
				return asked satisfies never;
		}
	};
};
