import type { CommandId } from "../domain/command.ts";
import { menu as en } from "../locales/en/menu.ts";
import { menu as zhCN } from "../locales/zh-CN/menu.ts";
import type { Language } from "./chat.ts";

/** What a messenger's menu says beside a command. */
export const menuText = (id: CommandId, language: Language): string => (language === "zh-CN" ? zhCN : en)[id];
