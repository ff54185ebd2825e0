import { type Browser, chromium as driver } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_ARGS, chromium } from "../support/chromium.ts";
import { Universe } from "../support/universe.ts";
import { Chance } from "./fuzz/chance.ts";
import { hostileName, hostileText } from "./fuzz/hostile-text.ts";

const SAYER = "210921108-2";
const GROUP = "210921108";
const SAID = 120;

describe.skipIf(!chromium)("the room's page", () => {
	let browser: Browser;
	let universe: Universe;

	beforeAll(async () => {
		browser = await driver.launch({ executablePath: chromium ?? "", args: [...CHROMIUM_ARGS] });
		universe = await Universe.open({ on: "room" });
	});
	afterAll(async () => {
		await browser?.close();
		await universe?.close();
	});

	it("shows whatever people write as words: nothing runs, nothing is marked up, nothing is fetched", { timeout: 60_000 }, async () => {
		const chance = new Chance(3);
		const names = { units: ["大巴镇"], people: ["沈福生"], codes: [] };
		const texts = Array.from({ length: SAID }, () => hostileText(chance, names, "").trim()).filter((text) => text !== "");
		for (const [at, text] of texts.entries()) {
			await universe.stage.say(SAYER, at % 3 === 0 ? null : GROUP, text);
			if (at % 20 === 0)
				await universe.stage.send(SAYER, GROUP, { name: hostileName(chance, ".png"), bytes: Buffer.from("<svg onload=alert(1)>") }, text);
		}
		await universe.settle();

		const problems: string[] = [];
		const page = await (await browser.newContext({ locale: "zh-CN" })).newPage();
		page.on("dialog", (dialog) => {
			problems.push(`dialog: ${dialog.message()}`);
			void dialog.dismiss();
		});
		page.on("pageerror", (error) => problems.push(String(error)));
		page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
		page.on("request", (request) => {
			if (!request.url().startsWith(universe.roomUrl) && !/^(?:data|blob):/u.test(request.url())) problems.push(`fetched ${request.url()}`);
		});
		for (const chat of [`g-${GROUP}`, `p-${SAYER}`]) {
			// Another document: a change of the hash alone would keep the page.
			await page.goto("about:blank");
			await page.goto(`${universe.roomUrl}/#as=${SAYER}&chat=${chat}`);
			await page.locator(".bubble").nth(5).waitFor();
			const inside =
				"document.querySelectorAll('.bubble *, .name script, .file-text script, article iframe, article object, article svg[onload]').length";
			expect(await page.evaluate(inside)).toBe(0);
			const links = "[...document.querySelectorAll('article a')].filter((a) => !a.getAttribute('href').startsWith('/api/files/')).length";
			expect(await page.evaluate(links)).toBe(0);
		}
		expect(problems).toEqual([]);
	});
});
