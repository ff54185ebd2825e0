import { expect, it } from "vitest";
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

it("speaks of no buttons where there are none", () => {
	expect(renderChat(submitted, "zh-CN", { buttons: true }).text).toContain("按钮");
	expect(typed(submitted)).not.toContain("按钮");
});
