/**
 * The words that carry what an answer says, by language: folded (lower case, no accents), `*` for any letters, `_` for a space. Only what support answers turn on: who, where,
 * how long, whether. Ordinary words are left to the comparison of sentences.
 */
export const LEXICON_LANGUAGES = ['en', 'es', 'de', 'fr', 'it', 'ja', 'pt', 'nl'] as const;

export interface Sense {
  /** Two words with one axis and different poles exclude each other. */
  readonly axis: string;
  readonly pole: 1 | -1;
  /** `fact` must be said by a cited passage; `side` is compared where a passage speaks of the same. */
  readonly mode: 'fact' | 'side';
  /** Whether "not" turns it round: "not removed" is "kept", but "not before" is not "after". */
  readonly turns: boolean;
  /** By the order of LEXICON_LANGUAGES. */
  readonly words: readonly string[];
}

const sense = (row: string): Sense => {
  const [head = '', ...words] = row.split('|').map((cell) => cell.trim());
  const [axis = '', marks = '+'] = head.split(' ');
  return { axis, pole: marks.includes('-') ? -1 : 1, mode: marks.includes('!') ? 'fact' : 'side', turns: marks.includes('~'), words };
};

/** A table of concepts, one a row: axis and marks, then the words of each language. */
export const rows = (table: string): readonly Sense[] => table.trim().split('\n').map(sense);

/** Axis and marks: `+ -` the pole, `~` turned round by "not", `!` must stand in a passage. */
export const SENSES: readonly Sense[] = [
  ...rows(`
keep +~ | keep keeps kept stay stays stayed remain* preserved still_there untouched unchanged | qued* sigu* conserv* manten* permanec* guard* | bleib* behalt* erhalten aufbewahr* | rest* conserv* gard* demeur* | rest* conserv* rimang* manten* | 残り 残る 保存され 保持 維持 そのまま | fica* mante* permanec* conserv* continua* | blijf* blijv* behoud* bewaard
keep -~! | touched remov* delet* los* erase* wipe* destroyed thrown_away disappear* | elimin* borr* pierd* perd* desaparec* suprim* | entfern* losch* geloscht* verlor* verlier* verschwind* | supprim* perd* effac* dispar* | elimin* cancellat* perd* perso persi perse rimoss* rimuov* sparisc* | 削除 失われ 失い 消え 消去 | elimin* apag* perd* remov* exclui* | verwijder* gewist verlor* verlies* verdwijn*
charge +~ | (?<!free_of_)charge charged charges debited billed paid_plan fee | cobr* cargo cargos de_pago | berechnet belast* abgebucht kostenpflichtig* bezahlten_tarif gebuhr* | facture factures_vous debit* prelev* payant* | addebit* a_pagamento | 請求され 課金 料金がかか 料金が発生 引き落とさ 有料 | cobr* debit* | berekend* afgeschreven betaald_abonnement
charge -~! | free_of_charge for_free free_month free_year at_no_cost complimentary | gratis gratuit* | kostenlos* kostenfrei* gratis unentgeltlich* | gratuit* offert* | gratuit* gratis omaggio | 無料 | gratis gratuit* | gratis kosteloos
can +~ | can cannot can't may able possible happy_to allowed could | pued* podra* podr* podemos posible* permit* puedo | kann konnen moglich darf durfen | peut peuvent pouvez pouvons possible* puis pourrez pourra | puo possono possibil* possiamo potete | できます でき 可能 | pode* possive* podemos podera poderao | kan kunnen kunt mogelijk
active +~ | active enabled available turned_on activated | activ* habilitad* | aktiv* eingeschaltet verfugbar | acti* disponible* | attiv* disponibil* | 有効 | ativ* disponive* | actief ingeschakeld beschikbaar
active -~ | inactive disabled deactivated unavailable switched_off suspended paused | desactiv* inactiv* deshabilit* suspend* | inaktiv* deaktiv* abgeschaltet gesperrt ausgesetzt | desactiv* inacti* suspend* | disattiv* inattiv* sospes* | 無効 停止 | desativ* inativ* suspens* | inactief uitgeschakeld opgeschort
switch + | turn_on turns_on turning_on switch_on enable | active activar activa active encienda habilite | einschalt* schalten_sie_.+_ein aktivieren | activez activer | attivi attivare | オンに 有効に | ative ativar | schakel_.+_in inschakelen
switch - | turn_off turns_off turning_off switch_off disable | desactiv* apague deshabilite | ausschalt* abschalt* schalten_sie_.+_aus schalten_sie_.+_ab deaktivieren | desactivez desactiver | disattivi disattivare | オフに 無効に | desative desativar | schakel_.+_uit uitschakelen
need +~ | need needs needed require* required necessary must has_to have_to mandatory compulsory | necesit* requier* requerid* debe deben obligatori* tiene_que hace_falta | brauch* benotig* erforderlich* notig* notwendig* muss mussen pflicht verpflicht* | besoin requis* necessaire* devez doit faut obligatoire* exig* | bisogno necessari* richiest* serve servono deve devono obbligator* | 必要 必須 なければなり | precis* necessit* necessari* obrigatori* deve exig* | nodig vereist* moet moeten verplicht*
need -~ | optional voluntary* | optativ* opcional* voluntari* | freiwillig* optional* | facultati* optionnel* | facoltativ* opzional* | 不要 任意 | opcional* facultativ* | optioneel vrijwillig*
need - | without | sin | ohne | sans | senza | なし | sem | zonder
restore +~ | restore restores restored restoring recover recovers recovered bring_*back bring_it_back bring_a_*_back retriev* | recuperar* recupera recuperan recuperad* restaur* | wiederherstell* zuruckhol* | recuperer recupere* recuperez restaur* retablir | recuperare recuperarl* recupera recuperat* ripristin* | 復元 復旧 元に戻 | recuperar* recupera recuperad* restaur* | herstel* terughal* terugkrijg*
change +~ | chang* edit* modif* alter* amend* | cambi* modific* edit* | andern andert anderung* anderbar bearbeit* geandert* verander* | chang* modif* | cambi* modific* | 変更でき 変更され 変わ 編集でき | alter* mud* modific* edit* | wijzig* verander* bewerk*
read +~ | read reads readable | leer lee leen legible* | les* lesbar* gelesen | lire lisible* lu lues lus | legg* leggere | 読め 読む 閲覧 | ler legivel leitura | lez* lees* leesbaar
export +~ | export* | export* | export* | export* | esport* | エクスポート 書き出 | export* | export*
import +~ | import imports imported importing | importar* importad* importacion* | importier* importiert* import | importer importe importez importe*s | importare importat* importarl* | インポート 取り込 | importar importad* importac* | importe* geimporteerd
refund +~! | refund* money_back reimburs* return*_the_money money_is_returned paid_back pay_back pay_it_back | reembols* devol* devuel* | erstatt* ruckerstatt* geld_zuruck zuruckverlang* zuruckzahl* zuruckgezahlt | rembours* | rimbors* | 返金 払い戻 | reembols* estorn* devol* | terugbetal* teruggave
discount +~! | discount* rebate voucher* coupon* half_the_price | descuento* rebaja* cupon* mitad | rabatt* gutschein* ermassig* nachlass halben_preis | remise* reduction* rabais bon_d'achat tarif_reduit moitie | sconto sconti buono buoni riduzion* meta_prezzo | 割引 クーポン 半額 | desconto* cupom cupao metade | korting* waardebon* halve_prijs
guarantee +~! | guarante* always_works warrant* for_sure | garantiz* garantia* garantizad* | garant* | garant* | garant* | 保証 | garant* | garand* garant* gegarandeerd
approve +~! | approv* granted grants accepted_automatically | aprob* concedid* | genehmig* bewillig* gewahrt | approuv* accord* | approvat* approv* conces* | 承認 認められ | aprov* concedid* | goedgekeurd goedkeur* toegekend
credit +~! | credit credits credited bonus compensat* goodwill | abono bonificacion compensa* | gutgeschrieben gutschrift* bonus entschadig* kulanz | credite dedommag* compens* | accredit* bonus compens* indennizz* | 補償 ボーナス 付与 | credito bonus compensa* | tegoed bonus compensatie vergoeding
upgrade + | upgrade* higher_plan | mejor*_de_plan superior | upgrade hoheren | superieur* | superiore | アップグレード | superior | upgrade hoger
upgrade - | downgrade* lower_plan | inferior | downgrade niedriger* | inferieur* | inferiore | ダウングレード | inferior | downgrade lager
bound + | at_least minimum or_more not_less_than no_fewer_than or_newer or_longer | al_menos como_minimo minimo* por_lo_menos o_mas | mindestens minimum oder_mehr wenigstens | au_moins minimum ou_plus | almeno minimo o_piu come_minimo | 以上 少なくとも 最低 | pelo_menos no_minimo minimo ou_mais | minstens minimaal ten_minste of_meer
bound - | at_most maximum no_more_than or_fewer or_less up_to not_more_than | como_maximo maximo* a_lo_sumo o_menos | hochstens maximal oder_weniger bis_zu | au_plus au_maximum maximum ou_moins atteindre | al_massimo massimo fino_a | 以下 最大 まで 以内 | no_maximo maximo ate | hoogstens maximaal maximum tot
when + | after following once as_soon_as afterwards later_than | despues tras posterior* siguient* una_vez | nach nachdem danach spater sobald nachher | apres suiv* lendemain ensuite une_fois | dopo successiv* segu* in_seguito poi | 後に 後、 てから 後は 以降 翌日 から | depois apos seguinte* posterior | na nadat daarna later
when - | before prior earlier ahead advance in_advance | antes anterior* previo previa | vor bevor vorher zuvor fruher davor | avant veille preced* prealable* auparavant | prima preced* anticipo | 前に 前の 前日 前まで 事前 | antes anterior previo previa vespera | voor voordat vooraf eerder
end + | end ends ended ending over expires finish* | final fin termin* finaliz* acab* | ende* endet abgelaufen ablauf* | fin termin* expir* | fine scad* termin* | 終わ 終了 末 | fim final termin* | einde eindig* afgelopen
end - | beginning start starts started begins | principio inicio comienz* empiez* | anfang* beginn* | debut commenc* | inizi* | 始ま 開始 初め | inicio comec* | begin* start*
vertical + | at_the_top top_of top_left top_right upper | arriba superior_* | oben | en_haut haut | in_alto | 上に 上の 上部 右上 左上 | no_topo em_cima acima | bovenaan boven rechtsboven linksboven
vertical - | bottom below lower | abajo inferior_* | unten | en_bas bas | in_basso | 下に 下の 下部 右下 左下 | no_fundo embaixo abaixo | onderaan onder rechtsonder linksonder
side + | top_right right_of on_the_right right_corner | a_la_derecha derecha | rechts | droite | a_destra destra | 右 | direita | rechts rechtsboven rechtsonder
side - | top_left left_of on_the_left left_corner | izquierda | links | gauche | sinistra | 左 | esquerda | links linksboven linksonder
age + | newest latest most_recent newer later_invoice later_invoices later every_later | ultimo ultima recient* nuev* posterior* siguientes | neueste* neuere* spatere* letzte* | plus_recent* dernier* derniere* | piu_recent* ultimo ultima | 最新 最も新しい | mais_recente* ultimo ultima | nieuwste laatste
age - | oldest earliest earlier_invoice earlier_invoices every_earlier | mas_antigu* primer primero | alteste* fruhere* erste* | plus_ancien* premier premiere | piu_vecchi* piu_antic* primo | 最も古い 最古 | mais_antig* primeir* | oudste eerste
accept +~ | accept* allow* permitted | acept* admit* permit* | akzept* erlaub* zulass* zugelassen angenommen nimmt | accept* autoris* permis* admis* | accett* ammess* consent* | 受け付け 許可 受け入れ | aceit* permit* admit* | accept* toegestaan
accept -~ | refus* reject* blocked forbidden prohibited denied | rechaz* prohib* bloque* | abgelehnt verweiger* verboten gesperrt blockiert ablehn* | refus* interdi* bloqu* rejet* | rifiut* vietat* bloccat* | 拒否 禁止 受け付けません | rejeit* recus* proib* bloque* | geweiger* verboden geblokk*
secrecy + | public everyone_can | public* | offentlich* | publi* | pubblic* | 公開 | public* | openbaar
secrecy - | private confidential | privad* | privat* vertraulich | prive* confidentiel* | privat* riservat* | 非公開 プライベート | privad* | prive vertrouwelijk
encrypt +~ | encrypted encrypt encrypts | cifrad* encript* | verschlussel* | chiffr* crypte* | cifrat* crittograf* | 暗号化 | criptograf* cifrad* encript* | versleutel*
possibleto +~ | combine* together_with | combin* | kombin* | combin* cumul* | combin* cumul* | 併用 組み合わせ | combin* | combin*
valid -~ | expired invalid | caducad* caduca vencid* | abgelaufen ungultig* | expire perime* invalide* | scadut* | 期限切れ 無効 | expirad* invalid* | verlopen ongeldig
number + | more higher increase* raised larger | mas_alt* aument* mayor sub* | hoher* erhoht mehr grosser* steig* | augment* plus_eleve* | aument* maggior* | 増え 引き上げ より多 | aument* maior | hoger verhoog* meer
number - | fewer less lower decrease* reduced smaller | reduc* menor dismin* | niedriger* weniger verringer* reduzier* sink* | diminu* redui* moins_de | riduc* ridott* minor* diminu* | 減 引き下げ より少な | reduz* menor diminu* | lager verlaag* minder
amount + | full fully entire whole complete_refund | complet* total* integr* | volle* ganze* vollstandig* | complet* total* integral* | complet* intero intera total* | 全額 全部 全体 | complet* total* integral* | volledig* hele
amount - | partial partly half_of pro_rata | parcial* mitad_del | teilweise anteilig* | partiel* partie_du | parzial* | 一部 半分 | parcial* | gedeeltelijk* deels
session +~ | stay_signed_in stays_signed_in remain_signed_in is_signed_in are_signed_in stay_logged_in | siguen_conectad* sesion_abierta | angemeldet eingeloggt | connectes connecte restent_connectes | conness* collegat* | ログインしたまま サインインしたまま | conectad* | ingelogd aangemeld
cancelled +~ | cancelled canceled | cancelado cancelada | gekundigt storniert | resilie resiliee annule annulee | disdetto disdetta annullato annullata | 解約され キャンセルされ | cancelado cancelada | opgezegd geannuleerd
with + | with | con | mit | avec | con | | com | met
with - | without | sin | ohne | sans | senza | なし | sem | zonder
session -~ | signed_out sign_out signs_out log_out logged_out | cerrar_sesion cierre_la_sesion cierr* desconect* | abgemeldet abmelden ausgeloggt | deconnect* | disconness* scollegat* esc* | ログアウト サインアウト | desconectad* terminar_sessao sair | uitgelogd afgemeld uitloggen
train +~ | train trains training | entren* | trainier* training | entrain* | addestr* | 学習 訓練 | trein* | trainen train
send +~ | send sends sent sending e-mail_you mail_you | envi* mand* remit* | send* schick* verschick* gesendet geschickt verschickt | envoi* envoy* | invi* mand* spedi* | 送 | envi* mand* | stur* stuur* verzend* verstuur*
sell +~ | sell sells sold | vend* | verkauf* | vend* vent* | vend* | 販売 売 | vend* | verkoop* verkocht
work +~ | work works working functions | funcion* sirve* | funktionier* gilt gelten gultig* | fonctionn* march* | funzion* | 使え 使用でき 利用でき 有効 機能 | funcion* | werk* geldig
share + | share shares shared sharing | compart* | teil* geteilt freigeb* freigabe* | partag* | condivi* | 共有 | compartilh* partilh* | deel* gedeeld
check +~ | check checks checked verif* review* looks_at look_at look_after | revis* comprueb* comprob* verific* | pruf* gepruft uberpruf* | verifi* examin* control* | verific* controll* esamin* | 確認 審査 | verific* revis* analis* | controle* control*
store +~ | store stores stored keep_your | guard* almacen* | gespeichert speicher* | stock* conserv* enregistr* | conserv* memorizz* salv* | 保存 保管 | guard* armazen* | opgeslagen bewaar*
limit +~ | limit limits limited | limit* | grenze* begrenz* limit* | limit* | limit* | 制限 上限 | limit* | limiet* beperk*
limit - | unlimited any_number as_many | ilimitad* | unbegrenz* unbeschrank* beliebig_viele | illimite* | illimitat* | 無制限 | ilimitad* | onbeperkt* ongelimiteerd*
appear +~ | arriv* appear* receive* get_an | lleg* recib* aparec* | komm* erhalt* bekomm* erschein* eintreff* | arriv* recev* recoi* appar* | arriv* ricev* appar* | 届 受け取 表示 | cheg* receb* aparec* | ontvang* krijg* verschijn*
repeat +~ | repeat* retry try_again | repit* repet* reintent* | wiederhol* erneut | repet* nouvel_essai reessay* | ripet* riprov* | 再試行 繰り返 | repet* tentar_novamente | herhaal* opnieuw
always + | always | siempre | immer stets | toujours | sempre | 常に 必ず いつも | sempre | altijd
same + | the_same same | mism* | denselben dieselbe* selbe* | meme | stess* | 同じ | mesm* | dezelfde hetzelfde
same - | different other_period | distint* diferent* | verschieden* unterschiedlich* andere_zeit* | different* | divers* | 異なる 違う | diferent* distint* | verschillend*
new + | new_address to_the_new | direccion_nueva nueva_direccion | neue_adresse neuen_adresse | nouvelle_adresse | nuovo_indirizzo | 新しい(メール)?アドレス 新アドレス | novo_endereco | nieuwe_adres
new - | old_address to_the_old | direccion_antigua antigua_direccion | alte_adresse alten_adresse | ancienne_adresse | vecchio_indirizzo | 古い(メール)?アドレス 旧アドレス | antigo_endereco | oude_adres
except + | except* other_than apart_from outside every_other all_other | excepto salvo menos fuera_de | ausser ausgenommen ausserhalb | sauf excepte hors | tranne eccetto salvo | 以外 除 | exceto salvo fora | behalve uitgezonderd buiten
except - | including included_too | incluid* inclus* | einschliesslich inklusive | y_compris inclus* | inclus* compres* | 含む 含め | inclusive incluindo | inclusief
speed +! | at_once immediate* instantly straight_away right_away same_day | enseguida inmediat* al_instante en_el_acto mismo_dia | sofort* umgehend unverzuglich selben_tag jetzt_gleich | immediat* aussitot tout_de_suite meme_jour | immediat* subito stesso_giorno | すぐに すぐ 即時 ただちに 直ちに 即座 同日 | imediat* no_mesmo_dia | direct meteen onmiddellijk dezelfde_dag
`),
];

/** What makes a clause say the opposite. */
export const NEGATIONS: Readonly<Record<string, string>> = {
  en: "not no never none nothing nobody neither nor cannot can't don't doesn't didn't isn't aren't won't wasn't unable hardly no_longer",
  es: 'no nunca nada nadie ningun ninguna ninguno ni jamas tampoco',
  de: 'nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder',
  fr: "ne n' pas jamais rien aucun aucune personne_ne ni nul n'est n'y n'a n'ont n'affichons n'envoyons n'avez",
  it: 'non mai nulla niente nessun nessuna nessuno ne',
  ja: '(?:ません|ない|なく|ず)(?:でした|です|でください|で)?(?:が|ので|ため)?$ 不可',
  pt: 'nao nunca nada ninguem nenhum nenhuma nem jamais',
  nl: 'niet geen nooit niets niemand noch',
};

/** What limits a statement to some people or cases. */
export const RESTRICTIONS: Readonly<Record<string, string>> = {
  en: 'only always unless except* provided if outside exclusively solely just_for',
  es: 'solo siempre solamente unicamente salvo excepto si siempre_que',
  de: 'nur immer ausschliesslich ausser falls wenn sofern ausserhalb ausgenommen',
  fr: "seul* toujours seulement uniquement sauf excepte si qu'une que_si hors ne_*_que",
  it: 'solo sempre soltanto unicamente salvo tranne se esclusivamente',
  ja: '必ず だけ のみ 限り 場合 以外 しか 限定',
  pt: 'so somente apenas salvo exceto se unicamente',
  nl: 'alleen slechts uitsluitend behalve tenzij als mits',
};

/** Subject "we". */
export const WE: Readonly<Record<string, string>> = {
  en: "we we'll we're us ourselves",
  es: 'nosotros podemos enviamos devolvemos hacemos revisamos damos',
  de: 'wir',
  fr: 'nous',
  it: 'noi possiamo inviamo facciamo',
  ja: '当社 弊社 私たち',
  pt: 'nos podemos enviamos fazemos',
  nl: 'we wij',
};
