import type { Handoff } from '../handoff.ts';

/** Mails to teams as they come up, for tests that look at them and for the pictures in docs. Made-up people of the sample company. */

const AT = Date.UTC(2026, 10, 23, 8, 12);
const HOUR = 3_600_000;

const REFUND: Handoff = {
  ticket: 42,
  subject: 'Refund for the yearly plan',
  requester: { name: 'Ada Byron', address: 'ada@customer.example' },
  outcome: {
    kind: 'escalate',
    category: 'refunds',
    priority: 'high',
    language: 'en',
    labels: [],
    reason: 'Not all of it is covered; it also asks: Who pays the fee of my bank?',
    team: 'billing',
    route: {
      steps: ['category:billing', 'closed:billing', 'next:support'],
      why: 'Billing has the category refunds. Billing is closed until Mon 2026-11-23 10:00 (Europe/Berlin).',
    },
    rules: [],
    summary: 'Wants the yearly plan refunded, because it was renewed last week by mistake, and asks who pays the fee of the bank.',
    summaryLanguage: 'en',
    tried: {
      searches: ['refund yearly plan after renewal', 'bank fee refund'],
      modelFailed: null,
      open: ['Who pays the fee of my bank?'],
    },
    suggestedReply:
      'Hello Ada,\n\nyou can ask for a full refund within **30 days** of a renewal:\n\n1. Open **Settings › Billing**.\n2. Choose **Request a refund**.\n\nThe money goes back to the card that was charged.\n\nKind regards,\nHazelnote Support',
    considered: [],
  },
  verdict: 'verified',
  team: { name: 'Support', language: 'en', reads: 'en', others: ['billing', 'compliance', 'sales'], zone: 'Europe/Berlin' },
  support: 'support@hazelnote.example',
  thread: [
    { from: 'Ada Byron (ada@customer.example)', at: AT - 30 * HOUR, text: 'Hi, how do I cancel my plan?', isNew: false },
    {
      from: 'Firstline',
      at: AT - 29 * HOUR,
      text: 'Hello Ada,\n\nopen Settings › Billing and choose Cancel plan.\n\nKind regards,\nHazelnote Support',
      isNew: false,
    },
    {
      from: 'Ada Byron (ada@customer.example)',
      at: AT,
      text: 'Thanks, but it was renewed last week already.\n\nCan I get a refund for the yearly plan? And who pays the fee of my bank? The bank took 4.50, see the statement attached.\n\nhttps://customer.example/statements/2026/11/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n\nBest regards\nAda',
      isNew: true,
    },
  ],
  passages: [
    { title: 'Refunds: within 30 days', score: 0.71 },
    { title: 'Change or cancel your plan', score: 0.52 },
    { title: 'Payment by bank transfer', score: 0.31 },
  ],
  enough: 0.45,
  guard: [],
  lookups: [],
  model: 'gpt-example',
  recent: [
    { number: 31, subject: 'Where is my invoice?', state: 'answered', at: AT - 300 * HOUR },
    { number: 17, subject: 'Two-factor codes do not arrive', state: 'closed', at: AT - 2_000 * HOUR },
  ],
  originals: 'attached',
  attachments: [{ filename: 'statement-november-2026.pdf', size: 84_211 }],
  isNews: false,
};

const DELETION: Handoff = {
  ...REFUND,
  ticket: 43,
  subject: 'Suppression de mes données',
  requester: {
    name: 'Élodie Marchand-Villeneuve de la Tour',
    address: 'elodie.marchand-villeneuve.de.la.tour@a-rather-long-domain-name.customer.example',
  },
  outcome: {
    ...REFUND.outcome,
    category: 'data-deletion',
    priority: 'urgent',
    language: 'fr',
    reason: 'Rule: Data deletion goes to compliance.',
    team: 'compliance',
    route: { steps: ['rule:compliance'], why: 'The rule "Data deletion goes to compliance" names Compliance.' },
    rules: ['Data deletion goes to compliance'],
    summary: 'Wants the account and all personal data deleted, and a confirmation within a month.',
    tried: { searches: ['delete account and personal data'], modelFailed: null, open: [] },
    suggestedReply: null,
  },
  verdict: 'unverified',
  team: { name: 'Compliance', language: 'en', reads: 'en', others: ['support', 'billing'], zone: 'utc' },
  thread: [
    {
      from: 'Élodie Marchand-Villeneuve de la Tour (elodie.marchand-villeneuve.de.la.tour@a-rather-long-domain-name.customer.example)',
      at: AT,
      text: 'Bonjour,\n\nje vous demande de supprimer mon compte et toutes mes données personnelles (article 17 du RGPD). Merci de me le confirmer sous un mois.\n\n<img src="https://tracker.example/pixel.png"><script>alert(1)</script>\n\nCordialement\nÉlodie',
      isNew: true,
    },
  ],
  passages: [],
  recent: [],
  attachments: [],
};

const NEWS: Handoff = {
  ...REFUND,
  isNews: true,
  outcome: {
    ...REFUND.outcome,
    suggestedReply: null,
    reason: 'The customer is upset.',
    priority: 'urgent',
    tried: { searches: [], modelFailed: null, open: [] },
  },
  thread: [
    ...REFUND.thread.map((mail) => ({ ...mail, isNew: false })),
    {
      from: 'Ada Byron (ada@customer.example)',
      at: AT + 3 * HOUR,
      text: 'Nobody answers?! I want to speak to somebody who can decide.\n\nAda',
      isNew: true,
    },
  ],
  attachments: [],
};

const JAPANESE: Handoff = {
  ...DELETION,
  ticket: 44,
  subject: '縦書きで入力できますか',
  requester: { name: '山田 花子', address: 'hanako@customer.example' },
  outcome: {
    ...DELETION.outcome,
    category: 'how-to',
    priority: 'normal',
    language: 'ja',
    reason: 'No article covers this.',
    team: 'japan',
    route: { steps: ['locale:japan'], why: 'Support Japan takes over mail in Japanese.' },
    rules: [],
    summary: 'ノートを縦書きで入力する方法を知りたいそうです。',
    summaryLanguage: 'ja',
    tried: { searches: ['縦書き'], modelFailed: null, open: ['ノートを縦書きで入力できますか。'] },
  },
  verdict: 'verified',
  team: { name: 'Support Japan', language: 'ja', reads: 'ja', others: ['support'], zone: 'Asia/Tokyo' },
  thread: [
    {
      from: '山田 花子 (hanako@customer.example)',
      at: AT,
      text: `お世話になっております。\n\nノートを縦書きで入力できますか。${'設定の画面を探しましたが見つかりませんでした。'.repeat(4)}\n\nよろしくお願いいたします。\n山田`,
      isNew: true,
    },
  ],
};

const TALK: readonly (readonly [who: 'customer' | 'us' | 'staff', text: string])[] = [
  ['customer', 'مرحبا،\n\nلا أستطيع تصدير ملاحظاتي إلى ملف PDF منذ التحديث الأخير 4.12.1 على Windows 11. ماذا أفعل؟\n\nشكرا\nليلى'],
  ['us', 'مرحبا ليلى،\n\nافتحي الإعدادات › التصدير واختاري PDF. هل يظهر خطأ؟\n\nمع التحية\nHazelnote Support'],
  [
    'customer',
    'نعم، يظهر: ERR_EXPORT_0x80070057_PARAMETER_IS_INCORRECT_WHILE_WRITING_TEMPORARY_FILE_C:\\Users\\Layla\\AppData\\Local\\Temp\\hazelnote-export-8f14e45fceea167a5a36dedd4bea2543.tmp',
  ],
  ['staff', 'Hallo Layla, wir sehen uns das an. Kannst du uns die Protokolldatei schicken?\n\nJan'],
  [
    'customer',
    'https://files.customer.example/shared/مجلد/hazelnote.log?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkxheWxhIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  ],
  ['customer', '> Kannst du uns die Protokolldatei schicken?\n\nأرسلتها أمس.\n\n\tالسطر 1\tالسطر 2\n    const x = { "a": [1, 2, 3] };'],
  ['us', 'شكرا، وصلتنا.'],
  ['customer', 'هل من جديد؟ أحتاج إلى الملفات غدا صباحا من أجل اجتماع مجلس الإدارة، ولدي أكثر من 1٬200 ملاحظة.'],
  [
    'customer',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ist der Name unseres Vereins, er steht auf der Rechnung.',
  ],
  ['staff', 'Wir haben einen Fehler gefunden und melden uns heute noch.\n\nJan'],
  ['customer', '🙏🙏🙏 شكرا جزيلا!'],
  [
    'customer',
    'لم يصلني شيء. أريد استرداد المبلغ (49,90 €) وإلغاء الاشتراك إذا لم يعمل التصدير اليوم.\n\nليلى حداد\nمديرة المكتب، شركة المثال للاستشارات\n+49 30 0000000',
  ],
  ['customer', 'هل يوجد أحد؟'],
];

/** What real tickets grow to: a dozen mails, files, another script from right to left, words and addresses that no line holds, a team that reads German. */
const LONG: Handoff = {
  ...REFUND,
  ticket: 10_487,
  subject: 'مشكلة في التصدير إلى PDF',
  requester: { name: 'ليلى حداد', address: 'layla.haddad+hazelnote@beratung-mit-langem-namen.customer.example' },
  outcome: {
    ...REFUND.outcome,
    category: 'export',
    priority: 'urgent',
    language: 'ar',
    reason: 'The customer is upset.',
    team: 'dach',
    route: {
      steps: ['fallback:dach', 'closed:on-call', 'next:dach'],
      why: "No team takes over mail in Arabic: it is Engineer on call's. Engineer on call is closed until Mon 2026-11-23 10:00 (Europe/Berlin).",
    },
    rules: ['Angry customers get a person', 'People who ask for a person get one'],
    summary: 'Kann seit dem Update 4.12.1 keine Notizen als PDF exportieren und verlangt sonst heute noch das Geld zurück.',
    summaryLanguage: 'de',
    tried: {
      searches: ['PDF export error 0x80070057 after update', 'refund when export does not work'],
      modelFailed: null,
      open: ['Wann ist der Fehler behoben?', 'Gibt es den Betrag von 49,90 € zurück, wenn der Export heute nicht mehr geht?'],
    },
    suggestedReply:
      'مرحبا ليلى،\n\nنعتذر عن التأخير. يمكنك التصدير مؤقتا بصيغة **HTML** ثم طباعته إلى PDF:\n\n1. افتحي الإعدادات › التصدير.\n2. اختاري HTML.\n\nمع التحية\nHazelnote Support',
  },
  verdict: 'unverified',
  team: { name: 'Support DACH', language: 'de', reads: 'de', others: ['support', 'billing', 'on-call'], zone: 'Europe/Berlin' },
  thread: TALK.map(([who, text], at) => ({
    from:
      who === 'customer'
        ? 'ليلى حداد (layla.haddad+hazelnote@beratung-mit-langem-namen.customer.example)'
        : who === 'us'
          ? 'Firstline'
          : 'Team (Jan Petersen)',
    at: AT + at * HOUR,
    text,
    isNew: at >= TALK.length - 2,
  })),
  guard: [{ rule: 'figure', detail: '49,90 €' }],
  attachments: [
    { filename: 'لقطة شاشة 2026-11-23 في 09.12.44.png', size: 1_840_000 },
    { filename: 'hazelnote_export_protocol_2026-11-23T08-12-44.120Z_final_version_2_corrected_by_layla.log.zip', size: 12_400 },
    { filename: 'Rechnung.pdf', size: 84_211, note: 'encrypted' },
  ],
};

export const HANDOFFS: Readonly<Record<'refund' | 'deletion' | 'news' | 'japanese' | 'long', Handoff>> = {
  refund: REFUND,
  deletion: DELETION,
  news: NEWS,
  japanese: JAPANESE,
  long: LONG,
};
