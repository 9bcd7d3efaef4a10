import type { Message } from './message.ts';
import { classify } from './reply-text-lines.ts';

/** What a mail says is told by its beginning; looking no further keeps hostile ones cheap. */
const LOOK = 4_000;

/** The sender's own first words, for screening: up to the first quoted, forwarded or older mail, without signature and footers. */
export function ownWords({ text }: Pick<Message, 'text'>): string {
  const lines = classify(text.slice(0, LOOK));
  const end = lines.findIndex(
    ({ kind }) => kind === 'quote' || kind === 'attribution' || kind === 'rest' || kind === 'forward' || kind === 'delimiter',
  );
  return (end === -1 ? lines : lines.slice(0, end))
    .filter(({ kind }) => kind !== 'footer')
    .map((line) => line.text)
    .join('\n')
    .normalize('NFC')
    .trim();
}

/** Sentences and lines; a line that goes on in lower case is wrapped. A full stop behind a digit is a date's where no sentence can begin. */
export function sentences(words: string): string[] {
  return words
    .replace(/\n(?=\p{Ll})/gu, ' ')
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

const SENTENCE_END =
  /\n+|(?<=[^\d\s][.!])\s+|(?<=\d\.)\s+(?=\p{Lu}\p{Ll}+)(?!(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|March|May|Oct|Dec))|(?<=[。！])/u;

/** A question: machines state. Question marks inside links ask nothing; the Greek one is a semicolon. */
export function asks(words: string): boolean {
  const text = words.replace(/\bhttps?:\/\/\S+/gi, '');
  return /[?？؟]/.test(text) || /\p{Script=Greek}[^;\n]{0,200};\s*$/mu.test(text);
}

/** What people ask for who need help, whatever the subject says. */
const WANTS = new RegExp(
  [
    "\\b(?:does(?:n'?t| not)|did(?:n'?t| not)|wo(?:n'?t)|still not|still) (?:work|stop|send|save|answer|load|open)|\\bcannot\\b|\\bcan['’]t\\b|\\bplease (?:help|fix|stop|change|switch|correct|cancel|unlock|unblock|check|look|close|call|pause|send me|deliver)",
    '\\bich (?:kann|möchte|brauche)\\b|funktioniert (?:leider )?nicht|\\bbitte (?:helfen|abschalten|ändern|prüfen|stornieren|liefern|korrigieren|stellen)|noch immer|immer noch',
    "ne (?:fonctionne|marche|s['’]arrête) pas|je voudrais|\\bmerci de (?:corriger|vérifier|livrer|renvoyer|m['’])|aidez-moi|no funciona|no puedo|necesito|ayúd\\S+|não (?:funciona|consigo)|preciso|ajud\\S+",
    'non funziona|non riesco|vorrei|aiut\\S+|werkt niet|ik kan niet|fungerar inte|virker ikke|fungerer ikke|ei toimi|nie działa|nie mogę|proszę o (?:pomoc|ponowną|zmianę)|proszę przesunąć',
    'nefunguje|nemůžu|nemohu|pomozte|nem működik|nem tudok|kérem, (?:küld|javít)|nu funcționează|nu pot|vă rog|çalışmıyor|yardım|δεν (?:λειτουργεί|μπορώ)|не работает|не могу|помогите|не працює|не можу|допоможіть',
    '(?:komme|kommt|geht|kann|lässt sich) nicht|\\bmy (?:\\w+ )?(?:account|order|parcel|package|card|invoice|subscription|password|booking|refund|plan|data)\\b|\\bmein(?:e[nmrs]?)? (?:konto|paket|bestellung|karte|rechnung|abo|passwort|daten)|\\bm(?:on|a|es) (?:compte|colis|commande|carte|facture|abonnement|données)|\\bmis? (?:cuenta|pedido|tarjeta|factura|datos)|\\bm(?:inha|eu) (?:conta|encomenda|pedido|cartão|fatura)|\\bmi[oa] (?:conto|ordine|account|pacco|carta|fattura)|\\bmijn (?:account|bestelling|pakket|kaart|factuur)|\\bmi(?:tt?|n|na) (?:konto|order|ordre|pak\\S+|faktura|kort)|\\bmo(?:je|ja|jego) (?:konto|zamówienie|karta)|мо(?:й|я|его|ей) (?:заказ|аккаунт|счёт|карт)',
    '届(?:いて|き)?(?:い)?ません|ログインできません|(?:変更|確認|停止|再送)してください|不能|无法登录|请(?:改|帮|重新)|안 됩니다|도와|보내 주세요|해 주십시오',
  ].join('|'),
  'iu',
);

export function wantsSomething(words: string): boolean {
  return WANTS.test(words);
}

/** A greeting as people write it; a program that greets says in the next breath what it is. */
const GREETING =
  /^\W{0,3}(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)|moin|servus|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|cher|chère|hola|buen[oa]s|estimad[oa]s?|olá|bom dia|boa (?:tarde|noite)|caro|prezad[oa]s?|ciao|buongiorno|buonasera|gentil[ei]|beste|geachte|goede(?:n|m)\S*|hej|hei|god (?:dag|morgen)|terve|dzień dobry|witam|cześć|dobrý den|ahoj|jó napot|tisztelt|bună|merhaba|sayın|καλημέρα|γεια|здравствуйте|добрый день|привет|добрий день|вітаю|こんにちは|お世話に|您好|你好|안녕하세요|שלום|مرحبا)(?![\p{L}])/iu;
const PROGRAM_GREETS = /\b(?:this is (?:the|an?)|dear (?:user|sender|customer|mail user|e-?mail user)|hier ist (?:der|das))\b/i;

/** Words of somebody who speaks of himself or of us; programs that say "I" are known by the rest of the sentence. */
const FIRST_PERSON =
  /(?<![\p{L}@.])(?:I(?!['’]m (?:sorry|afraid)|['’]ve given| wasn['’]t able| was unable)|my|mine|ich|mein(?:e[nmrs]?)?|je|j['’]ai|mon|mes|nous avons|mi|mis|meu|minha|mio|mia|ik|mijn|jag|jeg|mój|moja|moje|я|мой|моя|моё|мне|меня|мій|моя)(?![\p{L}@.])|\byour (?:app|site|website|web site|shop|newsletter|team|service|colleague)\b|私の|我的|저의|제 /u;

export function speaksAsPerson(words: string): boolean {
  return FIRST_PERSON.test(words);
}

export function greets(words: string): boolean {
  return GREETING.test(words) && !PROGRAM_GREETS.test(words.slice(0, 200));
}
