import type { Language } from "../render/chat.ts";

/** The language the program speaks. */
export const LANGUAGE: Language = "zh-CN";
