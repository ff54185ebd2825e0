import type { Bulletin } from "../domain/bulletin.ts";
import type { DutyId } from "../domain/duty.ts";
import type { Instant, PeriodKey } from "../domain/period.ts";
import type { PersonKey } from "../domain/person.ts";
import type { Dialect } from "./dialect.ts";
import type { EffectOf } from "./effects.ts";
import type { Read, Statement } from "./engine.ts";
import { keepingFiles } from "./files.ts";
import type { Bulletin as BulletinRow } from "./generated/client.ts";
import { insertEach, replacing, table } from "./table.ts";

const BULLETIN = table<BulletinRow>("Bulletin", {
	id: "text",
	number: "int",
	kind: "text",
	duty: "text",
	period: "text",
	edition: "int",
	corrects: "int",
	title: "text",
	paragraphsJson: "text",
	tablesJson: "text",
	documentNumber: "text",
	state: "text",
	revision: "int",
	drafter: "text",
	approver: "text",
	approvedAt: "text",
	createdAt: "text",
	updatedAt: "text",
	publishedAt: "text",
	filesJson: "text",
});

// A published row is left as it is: the statement then changes nothing, which refuses the commit.
const save = insertEach(BULLETIN, `${replacing(BULLETIN, ["id"])} WHERE "Bulletin"."state" <> 'published'`);

export const bulletinStatements = (dialect: Dialect, effects: readonly EffectOf<"save-bulletin">[]): Statement[] =>
	effects.flatMap(({ bulletin }) => [
		...save([toRow(bulletin)]).map((statement) => ({ ...statement, changes: 1 })),
		...(bulletin.state === "published" && bulletin.files.length > 0
			? [
					keepingFiles(
						dialect,
						bulletin.files.map(({ hash }) => hash),
					),
				]
			: []),
	]);

const toRow = ({ paragraphs, tables, files, ...bulletin }: Bulletin): BulletinRow => ({
	...bulletin,
	duty: bulletin.duty ?? "",
	paragraphsJson: JSON.stringify(paragraphs),
	tablesJson: JSON.stringify(tables),
	filesJson: JSON.stringify(files),
});

const fromRow = ({ paragraphsJson, tablesJson, filesJson, ...row }: BulletinRow): Bulletin => ({
	...row,
	kind: row.kind as Bulletin["kind"],
	duty: row.duty === "" ? null : (row.duty as DutyId),
	period: row.period as PeriodKey,
	paragraphs: JSON.parse(paragraphsJson) as Bulletin["paragraphs"],
	tables: JSON.parse(tablesJson) as Bulletin["tables"],
	state: row.state as Bulletin["state"],
	drafter: row.drafter as PersonKey,
	approver: row.approver as PersonKey | null,
	approvedAt: row.approvedAt as Instant | null,
	createdAt: row.createdAt as Instant,
	updatedAt: row.updatedAt as Instant,
	publishedAt: row.publishedAt as Instant | null,
	files: JSON.parse(filesJson) as Bulletin["files"],
});

/** A published bulletin. */
export const bulletinNumbered = async (read: Read, number: number): Promise<Bulletin | null> => {
	const [row] = await read<BulletinRow>('SELECT * FROM "Bulletin" WHERE "number" = ?', [number]);
	return row ? fromRow(row) : null;
};

const OPEN = ["draft", "reviewing", "approved", "publishing"].map((state) => `'${state}'`).join(", ");

/** Those that are neither published nor dropped, newest first. */
export const openBulletins = async (read: Read, drafter: PersonKey | null): Promise<Bulletin[]> => {
	const rows =
		drafter === null
			? await read<BulletinRow>(`SELECT * FROM "Bulletin" WHERE "state" IN (${OPEN}) ORDER BY "updatedAt" DESC`, [])
			: await read<BulletinRow>(`SELECT * FROM "Bulletin" WHERE "state" IN (${OPEN}) AND "drafter" = ? ORDER BY "updatedAt" DESC`, [
					drafter,
				]);
	return rows.map(fromRow);
};

export const lastBulletinNumber = async (read: Read): Promise<number> => {
	const [row] = await read<{ number: number | bigint | null }>('SELECT MAX("number") AS "number" FROM "Bulletin"', []);
	return Number(row?.number ?? 0);
};
