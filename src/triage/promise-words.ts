/** Wordings that bind us, by kind, in folded text (lower case, no accents): en, es, de, fr, pt, it, nl, ja. */

export const COMMITMENTS: readonly RegExp[] = [
  // Money back.
  /\brefund|\breimburs|money back|\breembols|\bdevolucion|\bdevolver\w* (el|su|tu) dinero|\berstatt|ruckerstatt|geld zuruck|\brembours|\bestorn|\brimbors|\bterugbetal|返金|払い戻し/,
  // Something for nothing, or for less.
  /free of charge|for free|at no (extra |additional )?c(ost|harge)|\bdiscount|\bvoucher|\bcoupon|\bcompensat|\bgoodwill|\bgratis|\bgratuit|\bkostenlos|\bkostenfrei|\brabatt|\bgutschein|\bdescuento|\bcompensaci|\bdesconto|\bsconto|\bremise\b|\bdedommag|\bkorting|無料|割引|補償/,
  // A guarantee.
  /\bguarant|\bpromise|\bwarrant|\bgarant|\bprome[st]|\bversprech|\bzusicher|\bpromett|\bbelo(of|ven)|保証|お約束/,
  // A future act of ours, or somebody who will get in touch.
  /\b(we|i|our \w+|a colleague|someone|the team|an agent) ?('ll| will| shall| are going to| am going to)\b|\bwill (be )?(contact|get back|reach out|call|refund|credit|repl|process)\w*|\b(wir|ich) (werde\w*|melde\w*)\b|\b(le|te|les|nos) (contactaremos|enviaremos|pondremos|devolveremos)\b|\bnous (allons|vous \w+rons|\w+erons)\b|\b(vi|ti) (contatteremo|invieremo|rimborseremo)\b|\b(entraremos|enviaremos|vamos)\b|\bwij? (zullen|gaan|nemen contact)\b|いたします|ご連絡します/,
  // An entitlement or a waiver.
  /\b(you are|you're) entitled\b|\bwaive|\bexempt|\bliab(le|ility)|\bkulanz|\btiene derecho\b|\bsie haben anspruch\b|\bvous avez droit\b|\bha diritto\b|\btem direito\b/,
];

export const CLAIMED_ACTIONS: readonly RegExp[] = [
  /\b(i|we)(('ve|'m|'re)| have| has| am| are)? ?(just |now |already |also )?(reset|cancel+ed|refunded|processed|issued|updated|changed|deleted|removed|forwarded|forwarding|escalated|escalating|transferred|transferring|sent|sending|checked|looked into|contacted|informed|notified|activated|deactivated|unlocked|credited|extended|upgraded|downgraded|opened a ticket|passed|arranged|fixed|verified|confirmed)\b/,
  /\byour (account|subscription|password|order|payment|request|plan|ticket|invoice|refund) (has been|was|is now|is being) (reset|cancel+ed|refunded|processed|updated|changed|deleted|closed|forwarded|escalated|unlocked|credited|extended|upgraded|approved|activated)\b/,
  /\b(he|hemos) (restablecido|cancelado|reembolsado|procesado|actualizado|cambiado|eliminado|borrado|reenviado|enviado|escalado|comprobado|verificado|contactado|informado|desbloqueado|activado|transferido)\b/,
  /\b(ich|wir) habe?n?\b.{0,80}\b(zuruckgesetzt|gekundigt|storniert|erstattet|bearbeitet|aktualisiert|geandert|geloscht|weitergeleitet|geschickt|gesendet|gepruft|uberpruft|informiert|entsperrt|aktiviert|veranlasst)\b/,
  /\b(j'ai|nous avons) (bien )?(reinitialise|annule|rembourse|traite|mis a jour|modifie|supprime|transmis|transfere|envoye|verifie|contacte|informe|debloque|active)/,
  /\b(ho|abbiamo) (reimpostato|annullato|rimborsato|elaborato|aggiornato|modificato|eliminato|inoltrato|inviato|verificato|contattato|informato|sbloccato|attivato)\b/,
  /\b(redefini|cancelei|reembolsei|processei|atualizei|alterei|eliminei|encaminhei|enviei|verifiquei|contactei|informei|desbloqueei|ativei|(re)?definimos|cancelamos|reembolsamos|encaminhamos|enviamos)\b/,
  /\b(ik heb|we hebben|wij hebben)\b.{0,80}\b(gereset|opgezegd|geannuleerd|terugbetaald|verwerkt|bijgewerkt|gewijzigd|verwijderd|doorgestuurd|gestuurd|gecontroleerd|geinformeerd|geactiveerd)\b/,
  /(返金|転送|キャンセル|解約|削除|変更|更新|確認|送信|手配|手続き|再設定|リセット)(を)?(いた|致)?しました/,
];

export const OPENING_YES_OR_NO =
  /^(yes|no|yep|sure|of course|absolutely|definitely|certainly|naturally|claro|por supuesto|naturlich|selbstverstandlich|bien sur|absolument|certo|certamente|claro que sim|com certeza|natuurlijk|zeker|もちろん|correct|exactly|indeed|that's (right|correct)|that is (right|correct)|you('re| are) (right|correct)|si|asi es|correcto|exacto|tiene razon|ja|nein|richtig|genau|stimmt|oui|non|en effet|exactement|vous avez raison|sim|nao|esta certo|esatto|corretto|nee|klopt|juist|はい|いいえ|その通り)(?=[\s,.:;!、。—–-]|$)/;
