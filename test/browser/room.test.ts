import { type Browser, chromium as driver, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { qrPng } from "../../src/render/qr/qr-png.ts";
import { PNG } from "../channels/room/http-call.ts";
import { CHROMIUM_ARGS, chromium } from "../support/chromium.ts";
import { outgoingTo } from "../support/outgoing-to.ts";
import { readQrPng } from "../support/read-qr.ts";
import { openRoomHarness, type RoomHarness, type Script } from "../support/room-harness.ts";

const QUIET_ARGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESK = { viewport: { width: 1280, height: 800 } };

const script: Script = ({ content }) => {
	if (content.kind === "files") return { text: `收到${content.files.length}张照片` };
	if (content.kind === "press") return { text: `已点${content.button}` };
	if (content.kind !== "text") return null;
	if (content.text === "周报") {
		const buttons = [
			{ id: "zero", text: "没有新增" },
			{ id: "cancel", text: "取消" },
		];
		return { text: "大巴镇 第47周\n本周新增暖棚多少亩？", buttons };
	}
	return content.text === "安静" ? null : { text: `听到：${content.text}` };
};

describe.skipIf(!chromium)("the room's page", () => {
	let browser: Browser;
	let harness: RoomHarness;
	/** Pages that may be used again, by their shape: every case has a room of its own, whose address no page has seen. */
	const idle = new Map<string, Page[]>();
	let inUse: { readonly page: Page; readonly shape: string }[] = [];
	let problems: string[] = [];

	beforeAll(async () => {
		browser = await driver.launch({ executablePath: chromium ?? "", args: [...CHROMIUM_ARGS, ...QUIET_ARGS] });
	});
	afterAll(() => browser?.close());
	beforeEach(async () => {
		harness = await openRoomHarness({ script });
		problems = [];
	});
	afterEach(async () => {
		for (const { page, shape } of inUse) {
			await page.unrouteAll({ behavior: "ignoreErrors" });
			await page.goto("about:blank");
			await page.context().clearCookies();
			idle.set(shape, [...(idle.get(shape) ?? []), page]);
		}
		inUse = [];
		await harness.close();
		expect(problems).toEqual([]);
	});

	const newPage = async (shape: object): Promise<Page> => {
		const name = JSON.stringify(shape);
		const page = idle.get(name)?.pop() ?? (await makePage(shape));
		inUse.push({ page, shape: name });
		return page;
	};
	const makePage = async (shape: object): Promise<Page> => {
		const page = await (await browser.newContext({ locale: "zh-CN", ...shape })).newPage();
		page.setDefaultTimeout(30_000);
		page.on("pageerror", (error) => problems.push(String(error)));
		page.on("console", (message) => {
			// The browser itself reports a refused call; the tests that refuse one look at the page instead.
			if (message.type() === "error" && !/Failed to load resource|ERR_/.test(message.text())) problems.push(message.text());
		});
		return page;
	};
	const openPage = async (shape: object = DESK, path = "/"): Promise<Page> => {
		const page = await newPage(shape);
		await page.goto(harness.url + path);
		return page;
	};
	const bubble = (page: Page, text: string) => page.locator(".bubble", { hasText: text }).last();
	const say = async (page: Page, text: string): Promise<void> => {
		await page.locator(".field").fill(text);
		await page.locator(".send").click();
	};

	it.each([
		["phone", PHONE],
		["desk", DESK],
	])("lets one pick a person, report and press a button at %s width", async (_name, shape) => {
		const page = await openPage(shape);
		await page.locator(".picker .search-field").fill("大巴 分管");
		await page.locator(".person", { hasText: "吴副镇长" }).click();
		await page.locator(".suggestion", { hasText: "周报" }).click();
		await bubble(page, "本周新增暖棚多少亩？").waitFor();
		expect(await page.evaluate("getComputedStyle(document.querySelector('.bubble')).whiteSpace")).toBe("pre-wrap");
		await page.locator(".pill", { hasText: "没有新增" }).click();
		await bubble(page, "已点zero").waitFor();
		expect(await page.locator(".pill", { hasText: "没有新增" }).getAttribute("aria-pressed")).toBe("true");
		expect(harness.intake.received.map(({ content }) => content.kind)).toEqual(["text", "press"]);
		const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
		expect(overflow).toBe(0);
	});

	it("finds a village by its township and folds it under it", async () => {
		const page = await openPage(PHONE);
		await page.locator("summary", { hasText: "大巴镇" }).click();
		await page.locator("summary", { hasText: "1 个村" }).click();
		await page.locator(".person:visible", { hasText: "大巴镇车新村" }).waitFor();
		await page.locator(".picker .search-field").fill("大巴 书记");
		await page.locator(".found", { hasText: "找到 2 人" }).waitFor();
		await page.locator(".picker .search-field").fill("没有这个人");
		await page.locator(".found", { hasText: "没有找到" }).waitFor();
	});

	it("is one column on a phone: the chat, and behind the arrow the list", async () => {
		const page = await openPage(PHONE, "/#as=deputy");
		await page.locator(".field").waitFor();
		expect(await page.locator(".list").isVisible()).toBe(false);
		await page.locator(".back").click();
		await page.locator('[data-chat="g-daba"]').waitFor();
		expect(await page.locator(".chat").isVisible()).toBe(false);
		await page.goBack();
		await page.locator(".field").waitFor();
	});

	it("has targets a thumb can hit", async () => {
		const page = await openPage(PHONE, "/#as=deputy");
		await say(page, "周报");
		await page.locator(".pill").first().waitFor();
		const sizes = await page
			.locator(".pill, .back, .send, .tool:visible")
			.evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(42);
	});

	it("can be used by keyboard alone", async () => {
		const page = await openPage();
		await page.locator(".picker").waitFor();
		await page.keyboard.type("车新村");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await page.locator(".field:focus").waitFor();
		await page.keyboard.type("第一行");
		await page.keyboard.press("Shift+Enter");
		await page.keyboard.type("第二行");
		await page.keyboard.press("Enter");
		await bubble(page, "听到：第一行").waitFor();
		expect(harness.intake.received[0]?.content).toMatchObject({ text: "第一行\n第二行" });
		await page.keyboard.type("周报");
		await page.keyboard.press("Enter");
		await page.locator(".pill").first().waitFor();
		for (let step = 0; step < 12 && !(await page.locator(".pill:focus").count()); step += 1) await page.keyboard.press("Shift+Tab");
		await page.keyboard.press("Enter");
		await bubble(page, "已点cancel").waitFor();
		await page.keyboard.press("Control+k");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await page.locator(".chat-title h1", { hasText: "大巴镇工作群" }).waitFor();
	});

	it("does not send the Enter that ends a composition", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		await page.locator(".field").fill("zhoubao");
		await page.locator(".field").dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
		await page.locator(".field").dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
		expect(await page.locator(".field").inputValue()).toBe("zhoubao");
		await page.keyboard.press("Enter");
		await bubble(page, "听到：zhoubao").waitFor();
		expect(harness.intake.received).toHaveLength(1);
	});

	it("sends a chosen picture with words, shows it and opens it large", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		await page.locator(".chooser").setInputFiles({ name: "现场.png", mimeType: "image/png", buffer: PNG });
		await page.locator(".held").waitFor();
		await say(page, "大棚现场");
		await bubble(page, "收到1张照片").waitFor();
		expect(harness.intake.received[0]?.content).toMatchObject({
			kind: "files",
			text: "大棚现场",
			files: [{ name: "现场.png", type: "image/png" }],
		});
		await page.locator(".picture").click();
		await page.locator(".lightbox img").waitFor();
		await page.keyboard.press("Escape");
		await page.locator(".lightbox").waitFor({ state: "detached" });
	});

	it("takes a picture from the clipboard", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		await page.locator(".field").waitFor();
		await page.evaluate(`{
			const data = new DataTransfer();
			data.items.add(new File([new Uint8Array(${JSON.stringify([...PNG])})], "image.png", { type: "image/png" }));
			const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
			document.querySelector(".field").dispatchEvent(paste);
		}`);
		await page.locator(".held img").waitFor();
		await page.locator(".send").click();
		await bubble(page, "收到1张照片").waitFor();
	});

	it("shows a workbook as a card that downloads", async () => {
		const page = await openPage(DESK, "/#as=office");
		const file = await harness.files.put(Buffer.from("PK\u0003\u0004"), "台账.xlsx");
		const chat = { channel: "room", account: "room", id: "p-office", kind: "private" } as const;
		await harness.room.send(outgoingTo(chat, "o1", "模板", { files: [file] }));
		const download = page.waitForEvent("download");
		await page.locator("a.file", { hasText: "台账.xlsx" }).click();
		expect((await download).suggestedFilename()).toBe("台账.xlsx");
	});

	it("marks what could not be sent and sends it once on request", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		harness.intake.failing = true;
		await say(page, "暖棚45亩");
		await page.locator(".failed").waitFor();
		expect(await page.locator(".own .bubble").count()).toBe(1);
		harness.intake.failing = false;
		await page.locator(".failed").click();
		await bubble(page, "听到：暖棚45亩").waitFor();
		await page.locator(".failed").waitFor({ state: "detached" });
		expect(await page.locator(".own .bubble").count()).toBe(1);
		expect(harness.intake.received).toHaveLength(1);
	});

	it("keeps a message while nobody answers, and sends it on request", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		await page.locator(".field").waitFor();
		await page.route("**/messages", (route) => route.abort());
		await say(page, "断网时说的");
		await page.locator(".failed").waitFor();
		await page.unroute("**/messages");
		await page.locator(".failed").click();
		await bubble(page, "听到：断网时说的").waitFor();
		expect(await page.locator(".own .bubble").count()).toBe(1);
	});

	it("shows others' messages at once, counts the unread, and never runs what they hold", async () => {
		const office = await openPage(DESK, "/#as=office&chat=p-office");
		await office.locator('[data-chat="g-daba"]').waitFor();
		const deputy = await openPage(PHONE, "/#as=deputy&chat=g-daba");
		const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
		await say(deputy, attack);
		await office.locator('[data-chat="g-daba"] .badge', { hasText: /^[12]$/ }).waitFor();
		await office.locator('[data-chat="g-daba"]').click();
		await bubble(office, attack).waitFor();
		expect(await office.locator(".bubble img, .bubble script").count()).toBe(0);
		await office.locator('[data-chat="g-daba"] .badge').waitFor({ state: "hidden" });
		await expect.poll(() => office.title()).toBe("一线通");
	});

	it("comes back after the connection was lost, with what was missed", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		await say(page, "安静");
		await bubble(page, "安静").waitFor();
		const { port } = new URL(harness.url);
		await harness.close();
		await page.locator(".lost", { hasText: "重新连接" }).waitFor();
		harness = await openRoomHarness({ script, store: harness.store, port: Number(port) });
		const chat = { channel: "room", account: "room", id: "p-deputy", kind: "private" } as const;
		await harness.room.send(outgoingTo(chat, "missed", "断线时的提醒"));
		await bubble(page, "断线时的提醒").waitFor();
		await page.locator(".lost").waitFor({ state: "hidden" });
	});

	it("stays where one reads, and says how many new messages wait", async () => {
		const chat = { channel: "room", account: "room", id: "p-deputy", kind: "private" } as const;
		const tell = (count: number) => harness.room.send(outgoingTo(chat, `o${count}`, `第${count}条\n…\n…`));
		for (let count = 0; count < 30; count += 1) await tell(count);
		const page = await openPage(DESK, "/#as=deputy");
		await bubble(page, "第29条").waitFor();
		await page.locator(".log").evaluate((log) => log.scrollTo(0, 0));
		await tell(30);
		await page.locator(".chip", { hasText: "1 条新消息" }).waitFor();
		expect(await page.locator(".log").evaluate((log) => log.scrollTop)).toBe(0);
		await page.locator(".chip").click();
		await page.locator(".chip").waitFor({ state: "hidden" });
	});

	it("moves the demo's clock forward and says so everywhere", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		const phone = await openPage(PHONE, "/#as=head");
		await page.locator('[data-jump="friday"]').click();
		await page.locator(".clock-face", { hasText: "16:00" }).waitFor();
		expect(harness.clock.now()).toBe("2026-11-20T08:00:00.000Z");
		await phone.locator(".chat .clock-chip", { hasText: "11月20日 周五 16:00" }).waitFor();
		await page.locator(".moment").fill("2026-11-23T08:30");
		await page.locator(".chosen button").click();
		await page.locator(".clock-face", { hasText: "08:30" }).waitFor();
		expect(harness.clock.now()).toBe("2026-11-23T00:30:00.000Z");
	});

	it("learns of a clock that was moved while its event stream was still opening", async () => {
		const phone = await newPage(PHONE);
		let open = (): void => undefined;
		const opened = new Promise<void>((resolve) => {
			open = resolve;
		});
		await phone.route("**/api/events?*", async (route) => {
			await opened;
			await route.continue();
		});
		await phone.goto(`${harness.url}/#as=head`);
		await phone.locator(".chat .clock-chip", { hasText: "09:00" }).waitFor();
		const page = await openPage(DESK, "/#as=deputy");
		await page.locator('[data-jump="friday"]').click();
		await page.locator(".clock-face", { hasText: "16:00" }).waitFor();
		open();
		await phone.locator(".chat .clock-chip", { hasText: "11月20日 周五 16:00" }).waitFor();
	});

	it("keeps the choice of a person over a reload, and lets one change it", async () => {
		const page = await openPage(DESK);
		await page.locator(".person", { hasText: "赵督查" }).click();
		await page.locator(".panel", { hasText: "赵督查" }).waitFor();
		await page.reload();
		await page.locator(".panel", { hasText: "赵督查" }).waitFor();
		await page.locator(".panel button", { hasText: "换个身份" }).click();
		await page.locator(".picker .search-field").fill("孙县长");
		await page.keyboard.press("Enter");
		await page.locator(".panel", { hasText: "孙县长" }).waitFor();
		expect(page.url()).toContain("as=leader");
	});

	it("speaks English when asked to", async () => {
		const page = await openPage({ ...DESK, locale: "en-GB" }, "/#as=deputy");
		await page.locator(".send", { hasText: "Send" }).waitFor();
		const chinese = await openPage({ ...DESK, locale: "en-GB" }, "/?lang=zh-CN#as=deputy");
		await chinese.locator(".send", { hasText: "发送" }).waitFor();
	});

	it("takes two quick taps on a button as one", async () => {
		const page = await openPage(DESK, "/#as=deputy");
		await say(page, "周报");
		await page.locator(".pill").first().waitFor();
		await page.evaluate("for (let tap = 0; tap < 2; tap += 1) document.querySelector('.pill').click()");
		await bubble(page, "已点zero").waitFor();
		await say(page, "完");
		await bubble(page, "听到：完").waitFor();
		expect(harness.intake.received.filter(({ content }) => content.kind === "press")).toHaveLength(1);
	});

	it("asks for the code again when the account was cut off", async () => {
		await harness.close();
		harness = await openRoomHarness({ script, mode: "real" });
		const page = await openPage(PHONE);
		await page.locator(".code-field").fill("GOODCODE");
		await page.locator(".primary").click();
		await page.locator(".field").waitFor();
		harness.bound.clear();
		const port = Number(new URL(harness.url).port);
		await harness.close();
		harness = await openRoomHarness({ script, mode: "real", store: harness.store, port });
		await page.locator(".code-field").waitFor();
	});

	it.each([
		["phone", PHONE],
		["desk", DESK],
	])("shows the office the code a messenger waits for at %s width, follows it, and puts it away after the login", async (_name, shape) => {
		await harness.close();
		harness = await openRoomHarness({ script, mode: "real" });
		const wait = (words: string): void => {
			harness.logins.splice(0, 1, { name: "微信", since: harness.clock.now(), png: qrPng(words) });
		};
		wait("https://login.example/l/first");
		const page = await openPage(shape);
		await page.clock.install();
		await page.locator(".code-field").fill("OFFICECODE");
		await page.locator(".primary").click();
		await page.locator(".scan-bar", { hasText: "微信等人扫码登录" }).waitFor();
		await page.locator(".scan-bar button").click();
		const picture = page.locator(".scan img");
		await picture.waitFor();
		await page.locator(".scan", { hasText: "09:00 的码" }).waitFor();
		const first = await picture.getAttribute("src");
		expect(readQrPng(Buffer.from(first?.split(",")[1] ?? "", "base64"))).toBe("https://login.example/l/first");
		expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
		wait("https://login.example/l/second");
		await page.clock.runFor(3_000);
		await expect.poll(() => picture.getAttribute("src")).not.toBe(first);
		harness.logins.length = 0;
		await page.clock.runFor(3_000);
		await picture.waitFor({ state: "hidden" });
		await page.locator(".scan-bar").waitFor({ state: "hidden" });
	});

	it("shows no code to anybody else", async () => {
		await harness.close();
		harness = await openRoomHarness({ script, mode: "real" });
		harness.logins.push({ name: "微信", since: harness.clock.now(), png: qrPng("x") });
		const page = await openPage(PHONE);
		const asked: string[] = [];
		page.on("request", (request) => asked.push(new URL(request.url()).pathname));
		await page.locator(".code-field").fill("GOODCODE");
		await page.locator(".primary").click();
		await say(page, "我的任务");
		await bubble(page, "听到：我的任务").waitFor();
		expect(asked).not.toContain("/api/logins");
		expect(await page.locator(".scan-bar").count()).toBe(0);
	});

	it("asks for the binding code off the demo", async () => {
		await harness.close();
		harness = await openRoomHarness({ script, mode: "real" });
		const page = await openPage(PHONE);
		await page.locator(".code-field").fill("WRONG");
		await page.locator(".primary").click();
		await page.locator(".problem", { hasText: "绑定码无效" }).waitFor();
		await page.locator(".code-field").fill("GOODCODE");
		await page.locator(".primary").click();
		await say(page, "我的任务");
		await bubble(page, "听到：我的任务").waitFor();
		expect(await page.locator(".clock-chip:visible").count()).toBe(0);
	});
});
