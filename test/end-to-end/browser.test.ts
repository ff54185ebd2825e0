import { type Browser, type BrowserContext, chromium as driver, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PNG } from "../channels/room/http-call.ts";
import { CHROMIUM_ARGS, chromium } from "../support/chromium.ts";
import { roomClient } from "./room-client.ts";
import { newDataDir, type RunningProgram, startProgram } from "./running-program.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESK = { viewport: { width: 1280, height: 800 } };

describe.skipIf(!chromium)("a week in the browser, on the real program", () => {
	const { dataDir, remove } = newDataDir();
	let program: RunningProgram;
	let browser: Browser;
	let contexts: BrowserContext[] = [];
	const problems: string[] = [];

	beforeAll(async () => {
		program = await startProgram({ DATA_DIR: dataDir });
		browser = await driver.launch({ executablePath: chromium ?? "", args: [...CHROMIUM_ARGS] });
	});
	afterAll(async () => {
		await browser?.close();
		await program?.end();
		remove();
	});
	afterEach(async () => {
		await Promise.all(contexts.map((context) => context.close()));
		contexts = [];
		expect(problems.splice(0)).toEqual([]);
	});

	const openPage = async (shape: object, path = "/"): Promise<Page> => {
		const context = await browser.newContext({ locale: "zh-CN", ...shape });
		contexts.push(context);
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		page.on("pageerror", (error) => problems.push(String(error)));
		await page.goto(program.url + path);
		return page;
	};
	const newest = (page: Page, text: string) => page.locator(".bubble", { hasText: text }).last();
	const say = async (page: Page, text: string, answer: string): Promise<void> => {
		await page.locator(".field").fill(text);
		await page.locator(".send").click();
		await newest(page, answer).waitFor();
	};
	const press = async (page: Page, button: string, answer: string): Promise<void> => {
		await page.locator(".pill", { hasText: button }).last().click();
		await newest(page, answer).waitFor();
	};

	it("takes a township's whole weekly report on a phone, typed and pressed, with a picture", async () => {
		const page = await openPage(PHONE);
		await page.locator(".picker .search-field").fill("大巴镇 分管");
		await page.locator(".person").first().click();
		await page.locator(".suggestion", { hasText: "周报" }).click();
		await newest(page, "截止11月20日17:00").waitFor();
		await say(page, "0.66万亩", "是本周新增，还是累计");
		await say(page, "不对，是66亩", "2/5");
		await say(page, "累计五千四百五", "五千四百五=5450亩");
		await press(page, "没有", "4/5");
		await say(page, "东沟村机井不足", "5/5");
		await page.locator(".chooser").setInputFiles({ name: "东沟.png", mimeType: "image/png", buffer: PNG });
		await page.locator(".held").waitFor();
		await page.locator(".send").click();
		await page.locator(".own .picture").waitFor();
		await newest(page, "收到1个").waitFor();
		await press(page, "完成", "请核对");
		const summary = await newest(page, "请核对").textContent();
		for (const part of ["本周新增66亩", "累计5450亩", "本周新增0个", "东沟村机井不足", "现场照片：1"]) expect(summary).toContain(part);
		await press(page, "提交", "已收到。编号");
		expect(await newest(page, "已收到。编号").textContent()).toMatch(/编号\d+，按时/u);
		expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
	});

	it("takes a report in one pasted line, and a corrected version of it", async () => {
		const page = await openPage(PHONE, "/#as=210921113-2");
		await say(page, "周报 暖棚45亩 果树一百二十亩 养殖小区1个 问题：机井不足", "请核对");
		await press(page, "提交", "已收到");
		await say(page, "周报", "已经报过了");
		await press(page, "修改", "请核对");
		await say(page, "暖棚改成54亩", "本周新增54亩");
		await say(page, "提交", "第2版");
	});

	it("tells the clerk at a desk who has not reported", async () => {
		const township = roomClient(program.url, "210921111-2");
		await township.ask("周报 暖棚24亩 果树60亩 养殖小区1个 没有问题");
		await township.ask("提交");
		const page = await openPage(DESK, "/#as=DC01");
		await say(page, "未报", "应报36");
		const answer = await newest(page, "应报36").textContent();
		expect(answer).toMatch(/应报36 已报([1-9]) 按时\1 迟报0/u);
		expect(answer).not.toContain("王府镇");
		expect(answer).toContain("平安地镇");
		await say(page, "进度 王府镇", "累计1223.3亩");
	});

	it("can be used by keyboard alone", async () => {
		const page = await openPage(DESK);
		await page.locator(".picker").waitFor();
		await page.keyboard.type("泡子镇 分管");
		await page.keyboard.press("Enter");
		await page.locator(".field:focus").waitFor();
		await page.keyboard.type("周报 暖棚45亩 果树80亩 养殖小区0 没有问题");
		await page.keyboard.press("Enter");
		await newest(page, "请核对").waitFor();
		await page.locator(".pill", { hasText: "提交" }).last().waitFor();
		for (let step = 0; step < 12 && !(await page.locator(".pill:focus", { hasText: "提交" }).count()); step += 1)
			await page.keyboard.press("Shift+Tab");
		await page.keyboard.press("Enter");
		await newest(page, "已收到").waitFor();
	});
});
