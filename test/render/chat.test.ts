import { expect, it } from "vitest";
import { type DateText, periodOf } from "../../src/domain/period.ts";
import { renderChat, takesNumber } from "../../src/render/chat.ts";
import type { Action, ButtonLabel, ViewButton } from "../../src/views/button.ts";
import type { View } from "../../src/views/view.ts";

const action: Action = { do: "say", text: "/help" };
const word = (label: ButtonLabel): ViewButton => ({ label: { word: label }, action });
const typed = (view: View, numbers = true): string => renderChat(view, "zh-CN", { buttons: false, numbers }).text;

const submitted: View = { key: "stale-button", buttons: [word("progress"), word("my-tasks")] };

it("numbers the choices below the text where there are no buttons", () => {
	expect(typed(submitted)).toContain("\n请回复数字：\n1. 进度\n2. 我的任务");
	expect(takesNumber(submitted, "zh-CN")).toBe(true);
});

it("leaves the numbers out where nobody in particular is asked", () => {
	expect(typed(submitted, false)).not.toContain("1. ");
});

it("lists nothing that the text says already, and takes no number for it", () => {
	const unknown: View = { key: "unknown", reports: true, buttons: [word("help")] };
	expect(typed(unknown)).toBe("没看懂。要报数请发“周报”，看能做什么请发“帮助”。");
	expect(takesNumber(unknown, "zh-CN")).toBe(false);
});

it("numbers nothing on the page of words that can be sent", () => {
	const example = { unit: "大巴镇", proxyUnit: null, figures: "暖棚45亩", week: periodOf("week", "2026-11-16" as DateText) };
	const help: View = { key: "help", commands: ["my-tasks", "help"], example, numbered: false, buttons: [word("my-tasks")] };
	expect(typed(help)).toContain("\n· 我的任务（");
	expect(typed(help)).not.toMatch(/1\. |序号|数字/u);
	expect(takesNumber(help, "zh-CN")).toBe(false);
});

it("speaks of no buttons where there are none", () => {
	expect(renderChat(submitted, "zh-CN", { buttons: true }).text).toContain("按钮");
	expect(typed(submitted)).not.toContain("按钮");
});
