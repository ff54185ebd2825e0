import { describeMessenger } from "../../contract/messenger-contract.ts";
import { openWechatRig } from "../../support/wechat/wechat-rig.ts";

describeMessenger("WeChat", openWechatRig);
