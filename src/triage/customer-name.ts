/** Longer than this is no name but a message to the reader. */
const MAX_CHARACTERS = 40;
const MAX_WORDS = 4;
/** In lower case without full stops: desks, roles, firms and their legal forms. */
const NOT_A_PERSON = new Set(
  `info support sales office admin kontakt contact contacto contatto hello mail email e-mail team no-reply noreply webmaster customer kunde kundin cliente client user guest hr it
  service kundenservice kundendienst customercare care help helpdesk desk billing accounts accounting accountant buchhaltung rechnung rechnungswesen einkauf vertrieb verwaltung sekretariat empfang zentrale
  buro buero geschaftsleitung geschäftsleitung personal marketing redaktion shop store bestellung bestellungen purchasing procurement orders reception finance finanzen legal operations ventas compras administracion
  administración facturacion facturación soporte atención atencion oficina contabilidad direction comptabilité comptabilite achats facturation accueil bureau équipe equipe service ufficio amministrazione
  acquisti vendite assistenza squadra equipo postmaster root daemon system notification notifications newsletter alerts the your our dear sir madam mr mrs herr frau
  gmbh mbh ag kg ohg ug ek e.k. gbr inc incorporated llc llp ltd limited plc corp corporation co company group holding holdings srl spa sarl sas sa sl slu bv nv oy ab as aps kft sro zoo lda ltda gk kk university
  universität universidad université college school schule escuela institute institut hospital clinic klinik bank hotel restaurant verein stiftung foundation association society church
  株式会社 有限会社 合同会社 営業部 総務部 経理部 人事部 担当 担当者 サポート 事務局`
    .split(/\s+/)
    .map((word) => word.replaceAll('.', '')),
);
/** Words of sentences, in names of nobody: a display name that has one says something. */
const SAYS_SOMETHING =
  /^(?:and|or|is|are|was|you|please|urgent|click|ignore|all|previous|instructions?|system|prompt|reply|answer|send|forward|refund|free|win|won|winner|password|account|http|www|und|ist|sie|bitte|dringend|y|es|por|para|et|est|vous|che|sono|per|not|do|this|that|if|as|to|for|with)$/i;
const TITLES = /^(?:dr|prof|dipl|ing|mag|phd|md|mba|msc|bsc|jr|sr|esq|ii|iii|iv)$/i;

/**
 * A display name as it may stand in a greeting; null when it does not read like a person's name. The name is the sender's own words, so anything that
 * could carry a message (digits, links, signs, more than four words, words of sentences) is refused, and so is a desk or a firm. "Smith, John (Sales)"
 * is John Smith; a name in capitals is written as names are.
 */
export function readableName(displayName: string | null): { readonly whole: string; readonly first: string } | null {
  const plain = (displayName ?? '')
    .normalize('NFC')
    .replace(/\s*[([][^()[\]]*[)\]]\s*$/, '')
    .replace(/^(["'“„»])(.*)(["'”“«])$/u, '$2')
    .trim();
  const turned = /^([^,]+),\s*([^,]+)$/.exec(plain);
  const words = (turned === null ? plain : `${turned[2]} ${turned[1]}`)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(cased);
  const whole = words.join(' ');
  if (whole === '' || whole.length > MAX_CHARACTERS || words.length > MAX_WORDS) return null;
  if (!NAME.test(whole) || /\.\p{L}{2,}/u.test(whole) || words.some(isNoName)) return null;
  const given = words.filter((word) => !TITLES.test(bare(word)));
  // An initial alone greets nobody, and neither does a title.
  const first = given.find((word) => bare(word).length > 1 || !/^\p{sc=Latin}/u.test(word));
  return first === undefined || [...whole.replace(/[^\p{L}]/gu, '')].length < 2 ? null : { whole, first };
}

const NAME = /^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u;

function isNoName(word: string): boolean {
  return NOT_A_PERSON.has(bare(word).toLowerCase()) || SAYS_SOMETHING.test(bare(word));
}

function bare(word: string): string {
  return word.replace(/\./g, '');
}

/** SMITH → Smith, MEIER-LANG → Meier-Lang; J.R. and initials stay. */
function cased(word: string): string {
  if (word.includes('.') || !/^\p{Lu}[\p{Lu}\p{M}'’-]{2,}$/u.test(word)) return word;
  return word.toLowerCase().replace(/(?<=^|[-'’])\p{L}/gu, (letter) => letter.toUpperCase());
}
