import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A text on a page, with its place in points from the page's upper left corner. */
export interface PrintedWord {
	readonly text: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** A page as it would be printed. */
export interface PrintedPage {
	readonly width: number;
	readonly height: number;
	/** Its words from top to bottom. */
	readonly words: readonly PrintedWord[];
	/** All of them without spaces. */
	readonly text: string;
	/** Tops and bottoms of what is drawn in red, in points; null without any. */
	readonly red: { readonly top: number; readonly bottom: number } | null;
}

const isThere = (command: string, option: string): boolean => spawnSync(command, [option], { stdio: "ignore" }).error === undefined;

/** Whether documents can be printed here: with LibreOffice and poppler-utils. */
export const canPrint = (): boolean => isThere("pdftoppm", "-v") && spawnSync("which", ["soffice"]).status === 0;

const run = (command: string, args: readonly string[]): Buffer => {
	const done = spawnSync(command, args, { maxBuffer: 1 << 28 });
	if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`);
	return done.stdout;
};

/** Prints a .docx with LibreOffice and reads the pages back. */
export const printed = (docx: Uint8Array): PrintedPage[] => {
	const folder = mkdtempSync(join(tmpdir(), "yixian-print-"));
	try {
		writeFileSync(join(folder, "it.docx"), docx);
		const profile = pathToFileURL(join(folder, "profile")).href;
		const options = [`-env:UserInstallation=${profile}`, "--headless", "--convert-to", "pdf", "--outdir", folder];
		run("soffice", [...options, join(folder, "it.docx")]);
		const pdf = join(folder, "it.pdf");
		run("pdftotext", ["-bbox", pdf, join(folder, "it.html")]);
		const pages = readFileSync(join(folder, "it.html"), "utf8")
			.split(/(?=<page )/u)
			.slice(1);
		return pages.map((page, index) => {
			const number = String(index + 1);
			const words = [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</gu)].map(
				([, left, top, right, bottom, text = ""]): PrintedWord => ({
					text,
					left: Number(left),
					right: Number(right),
					top: Number(top),
					bottom: Number(bottom),
				}),
			);
			const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/u.exec(page) ?? [];
			return {
				width: Number(width),
				height: Number(height),
				words,
				text: words.map(({ text }) => text).join(""),
				red: redOf(run("pdftoppm", ["-r", "72", "-f", number, "-l", number, pdf])),
			};
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};

/** Where a picture (PPM, one dot a point) is red. */
const redOf = (ppm: Buffer): PrintedPage["red"] => {
	const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/u.exec(ppm.subarray(0, 60).toString("latin1"));
	if (!head) throw new Error("no picture of a page");
	const width = Number(head[1]);
	const dots = ppm.subarray(head[0].length);
	const rows = new Set<number>();
	for (let at = 0; at + 2 < dots.length; at += 3)
		if ((dots[at] ?? 0) > 200 && (dots[at + 1] ?? 255) < 120 && (dots[at + 2] ?? 255) < 120) rows.add(Math.floor(at / 3 / width));
	return rows.size === 0 ? null : { top: Math.min(...rows), bottom: Math.max(...rows) };
};
