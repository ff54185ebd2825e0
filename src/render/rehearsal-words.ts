import { rehearsal as en } from "../locales/en/rehearsal.ts";
import type { RehearsalWords } from "../locales/rehearsal.ts";
import { rehearsal as zhCN } from "../locales/zh-CN/rehearsal.ts";
import type { Language } from "./chat.ts";

/** What npm run rehearse says on its terminal, in a language. */
export const rehearsalWords = (language: Language): RehearsalWords => (language === "zh-CN" ? zhCN : en);
