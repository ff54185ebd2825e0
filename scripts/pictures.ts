// npm run pictures: the README's pictures, taken again from the running program: a township's weekly report on a phone-wide screen.
import { mkdirSync } from "node:fs";
import { chromium as driver, type Page } from "playwright-core";
import { newDataDir, startProgram } from "../test/end-to-end/running-program.ts";
import { CHROMIUM_ARGS, chromium } from "../test/support/chromium.ts";
import { inProject } from "./project.mjs";

/** 大巴镇's deputy of the demo county. */
const REPORTER = "210921108-2";
const FOLDER = inProject("docs", "pictures");
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: "zh-CN" };

/** Says a text, and waits for the bot's answer that holds these words. */
const say = async (page: Page, text: string, answer: string): Promise<void> => {
	await page.locator(".field").fill(text);
	await page.locator(".send").tap();
	await page.locator(".bubble", { hasText: answer }).last().waitFor();
};

const press = async (page: Page, button: string, answer: string): Promise<void> => {
	await page.locator(".pill:visible", { hasText: button }).last().tap();
	await page.locator(".bubble", { hasText: answer }).last().waitFor();
};

const take = async (page: Page, name: string): Promise<void> => {
	// The field gives up the focus, so that no cursor blinks in the picture.
	await page.evaluate("document.activeElement?.blur()");
	await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: "disabled" });
	console.log(`docs/pictures/${name}.png`);
};

const reportOnPhone = async (page: Page, url: string): Promise<void> => {
	await page.goto(`${url}/#as=${REPORTER}`);
	await say(page, "周报", "1/5");
	await say(page, "66亩", "2/5");
	await take(page, "1-question");
	await say(page, "累计五千四百五", "五千四百五=5450亩");
	await say(page, "1个", "4/5");
	await take(page, "2-answer");
	await say(page, "东沟村机井不足", "5/5");
	await press(page, "跳过", "请核对");
	await press(page, "提交", "已收到");
	await take(page, "3-received");
};

if (!chromium) throw new Error("the pictures need Chromium on PATH");
mkdirSync(FOLDER, { recursive: true });
const { dataDir, remove } = newDataDir();
const program = await startProgram({ DATA_DIR: dataDir });
const browser = await driver.launch({ executablePath: chromium, args: [...CHROMIUM_ARGS] });
try {
	const page = await (await browser.newContext(PHONE)).newPage();
	await reportOnPhone(page, program.url);
} finally {
	await browser.close();
	await program.end();
	remove();
}
