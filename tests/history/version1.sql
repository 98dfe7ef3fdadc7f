-- A history as version 1 of its form wrote it: two scans of a phone, a skip, a demo.
BEGIN TRANSACTION;
CREATE TABLE findings (
        id INTEGER PRIMARY KEY,
        inbox_id INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
        message_key TEXT NOT NULL,
        first_scan INTEGER NOT NULL,
        last_scan INTEGER NOT NULL,
        kind TEXT NOT NULL,
        verdict TEXT NOT NULL,
        score REAL NOT NULL,
        violations TEXT NOT NULL,
        evidence TEXT NOT NULL,
        told INTEGER NOT NULL  -- whether the person has seen this verdict
    );
INSERT INTO "findings" VALUES(1,1,'3d3b15b6a667f2f5',1,3,'legal_warning','likely_forged',8.6,'','[{"rule": "link-lookalike", "version": 1, "group": "link", "points": 4.0, "spans": [[24, 36]], "view": "original"}, {"rule": "sender-virtual-operator", "version": 1, "group": "sender", "points": 2.6, "spans": [], "view": "original"}, {"rule": "pressure-hours", "version": 1, "group": "pressure", "points": 2.0, "spans": [[17, 53]], "view": "normalised"}, {"rule": "zh-legal-step", "version": 1, "group": "kind", "points": 0.0, "spans": [[6, 7], [8, 14], [15, 16], [39, 41], [53, 55]], "view": "normalised"}, {"rule": "zh-past-due", "version": 1, "group": "kind", "points": 0.0, "spans": [[12, 14]], "view": "normalised"}, {"rule": "zh-consequence", "version": 1, "group": "kind", "points": 0.0, "spans": [[50, 52]], "view": "normalised"}, {"rule": "zh-debt-named", "version": 1, "group": "kind", "points": 0.0, "spans": [[8, 11], [39, 41]], "view": "normalised"}, {"rule": "zh-deadline", "version": 1, "group": "kind", "points": 0.0, "spans": [[17, 21]], "view": "normalised"}, {"rule": "zh-pay-request", "version": 1, "group": "kind", "points": 0.0, "spans": [[15, 16], [39, 41]], "view": "normalised"}]',1);
INSERT INTO "findings" VALUES(2,1,'b826fd8c9af6eb92',3,3,'legal_warning','likely_forged',11.1,'','[{"rule": "link-lookalike", "version": 1, "group": "link", "points": 4.0, "spans": [[24, 36]], "view": "original"}, {"rule": "sender-virtual-operator", "version": 1, "group": "sender", "points": 2.6, "spans": [], "view": "original"}, {"rule": "inbox-campaign", "version": 1, "group": "corroboration", "points": 2.5, "spans": [], "view": "original"}, {"rule": "pressure-hours", "version": 1, "group": "pressure", "points": 2.0, "spans": [[17, 53]], "view": "normalised"}, {"rule": "zh-legal-step", "version": 1, "group": "kind", "points": 0.0, "spans": [[6, 7], [8, 14], [15, 16], [39, 41], [53, 55]], "view": "normalised"}, {"rule": "zh-past-due", "version": 1, "group": "kind", "points": 0.0, "spans": [[12, 14]], "view": "normalised"}, {"rule": "zh-consequence", "version": 1, "group": "kind", "points": 0.0, "spans": [[50, 52]], "view": "normalised"}, {"rule": "zh-debt-named", "version": 1, "group": "kind", "points": 0.0, "spans": [[8, 11], [39, 41]], "view": "normalised"}, {"rule": "zh-deadline", "version": 1, "group": "kind", "points": 0.0, "spans": [[17, 21]], "view": "normalised"}, {"rule": "zh-pay-request", "version": 1, "group": "kind", "points": 0.0, "spans": [[15, 16], [39, 41]], "view": "normalised"}]',0);
INSERT INTO "findings" VALUES(3,3,'e1463d386e996eba',4,4,'legal_warning','likely_forged',8.6,'','[{"rule": "link-lookalike", "version": 1, "group": "link", "points": 4.0, "spans": [[24, 36]], "view": "original"}, {"rule": "sender-virtual-operator", "version": 1, "group": "sender", "points": 2.6, "spans": [], "view": "original"}, {"rule": "pressure-hours", "version": 1, "group": "pressure", "points": 2.0, "spans": [[17, 53]], "view": "normalised"}, {"rule": "zh-legal-step", "version": 1, "group": "kind", "points": 0.0, "spans": [[6, 7], [8, 14], [15, 16], [39, 41], [53, 55]], "view": "normalised"}, {"rule": "zh-past-due", "version": 1, "group": "kind", "points": 0.0, "spans": [[12, 14]], "view": "normalised"}, {"rule": "zh-consequence", "version": 1, "group": "kind", "points": 0.0, "spans": [[50, 52]], "view": "normalised"}, {"rule": "zh-debt-named", "version": 1, "group": "kind", "points": 0.0, "spans": [[8, 11], [39, 41]], "view": "normalised"}, {"rule": "zh-deadline", "version": 1, "group": "kind", "points": 0.0, "spans": [[17, 21]], "view": "normalised"}, {"rule": "zh-pay-request", "version": 1, "group": "kind", "points": 0.0, "spans": [[15, 16], [39, 41]], "view": "normalised"}]',0);
CREATE TABLE inboxes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- no number is used twice
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        is_demo INTEGER NOT NULL
    );
INSERT INTO "inboxes" VALUES(1,'edbcdac6f69f3ed880d9db4c4223a684','Google Pixel 8',0);
INSERT INTO "inboxes" VALUES(3,'demo','Demo phone',1);
CREATE TABLE messages (
        inbox_id INTEGER NOT NULL REFERENCES inboxes (id) ON DELETE CASCADE,
        message_key TEXT NOT NULL,
        first_scan INTEGER NOT NULL,
        last_scan INTEGER NOT NULL,
        sender_class TEXT NOT NULL,
        received_ms INTEGER,
        address TEXT,
        body TEXT,
        PRIMARY KEY (inbox_id, message_key)
    ) WITHOUT ROWID;
INSERT INTO "messages" VALUES(1,'3d3b15b6a667f2f5',1,3,'virtual_operator',1775008800000,'17000000401','【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,否则将起诉。');
INSERT INTO "messages" VALUES(1,'8dabed6ce319ee11',1,3,'mobile',1775012400000,NULL,NULL);
INSERT INTO "messages" VALUES(1,'b826fd8c9af6eb92',3,3,'virtual_operator',1775095200000,'17000000402','【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,否则将起诉。');
INSERT INTO "messages" VALUES(3,'e1463d386e996eba',4,4,'virtual_operator',1775181600000,'17000000403','【招商银行】您的信用卡已逾期,请于2小时内点击 cmb-card.top 登录还款并输入短信验证码,否则将起诉。');
CREATE TABLE scans (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order of scans, whatever the clock says
        inbox_id INTEGER REFERENCES inboxes (id) ON DELETE CASCADE,  -- NULL: no phone was there
        started_ms INTEGER NOT NULL,
        finished_ms INTEGER NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'failed')),
        reason TEXT NOT NULL DEFAULT '',
        sentence TEXT NOT NULL DEFAULT '',
        acquisition TEXT NOT NULL DEFAULT '{}',
        counts TEXT NOT NULL DEFAULT '{}',
        ruleset TEXT NOT NULL DEFAULT '',
        report TEXT NOT NULL DEFAULT '',
        scheduled INTEGER NOT NULL
    );
INSERT INTO "scans" VALUES(1,1,1776139200000,1776139201000,'done','','','{"source": "phone", "name": "Google Pixel 8", "transport": "hex pages", "completeness": "proved", "read": 2, "expected": null, "unreadable": 0, "oldest_at": null, "newest_at": null, "proof": [], "notices": []}','{"messages": 2, "collection": 1, "likely_forged": 1, "suspicious": 0, "unverified": 0, "consistent": 0}','2026-11-24+42b08dceafe4','',0);
INSERT INTO "scans" VALUES(2,NULL,1776139200001,1776139200002,'skipped','phone-not-ready','No phone is connected.','{}','{}','','',1);
INSERT INTO "scans" VALUES(3,1,1776225600000,1776225601000,'done','','','{"source": "phone", "name": "Google Pixel 8", "transport": "hex pages", "completeness": "proved", "read": 3, "expected": null, "unreadable": 0, "oldest_at": null, "newest_at": null, "proof": [], "notices": []}','{"messages": 3, "collection": 2, "likely_forged": 2, "suspicious": 0, "unverified": 0, "consistent": 0}','2026-11-24+42b08dceafe4','',1);
INSERT INTO "scans" VALUES(4,3,1776139200000,1776139201000,'done','','','{"source": "demo", "name": "Demo phone", "transport": "hex pages", "completeness": "proved", "read": 1, "expected": null, "unreadable": 0, "oldest_at": null, "newest_at": null, "proof": [], "notices": []}','{"messages": 1, "collection": 1, "likely_forged": 1, "suspicious": 0, "unverified": 0, "consistent": 0}','2026-11-24+42b08dceafe4','',0);
CREATE INDEX scans_of_inbox ON scans (inbox_id, id);
CREATE INDEX findings_of_message ON findings (inbox_id, message_key, last_scan);
COMMIT;
PRAGMA user_version = 1;
