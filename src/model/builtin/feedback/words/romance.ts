import type { WordsOf } from './meanings.ts';

export const spanish: WordsOf = {
  no: 'no nunca jamas nada ni tampoco ningun* sin imposible nadie',
  still:
    'sigue siguen sigo seguimos seguia todavia aun continua continuo continuan continuamos permanece persiste* persisten mantiene queda quedo siempre hasta',
  again: 'vuelve vuelven volvio volvieron volver vuelto nuevamente otra nuevo',
  same: 'mismo misma mismos igual identico tal exactamente',
  but: 'pero sino aunque embargo lamentablemente desgraciadamente lamento solo pese',
  works: 'funciona* funcione anda andan va van iba abre carga entra enciende sincroniza imprime conecta estable marcha',
  solved:
    'solucion* resuelt* resolvio resolvi arregl* aclar* reparad* corregid* desbloquead* sirvio sirve ayudo ayuda ayudaron listo conseguido consegui logre',
  fails:
    'fallo falla fallan fallar fallando error errores caducado* bloquead* rechazad* rechaza equivocad* mal averia cae caido cayo corta cortado negro blanco vacio vacia defectuos* roto rota danad* invalido valido peor atascad* incorrect* duplic* desaparec* cierra falta faltan rebotando',
  trouble: 'problem* incidencia inconveniente* mensaje asunto caso tema',
  thanks: 'gracias agradezco agradecid* agradecemos',
  praise:
    'perfecto perfecta* genial estupendo excelente maravilla* fantastico bien amable* fenomenal feliz content* bueno buenisimo orden correct*',
  tried:
    'probe intente hice hecho segui reinicie reinstale desinstale instale pasos paso instrucciones probado intentado revise borre consejo',
  wants: 'quiero quisiera necesito necesitamos puedo pueden podrian podrias favor gustaria deseo prefiero agradeceria rogaria',
  asks: 'que como cuando cuanto* cuanta* donde cual quien tienen hay hacen sale',
  future:
    'manana luego lunes martes miercoles jueves viernes semana proxim* noche despues avisare aviso cuento viaje vacaciones pronto vere',
  if: 'si cuando antes apenas',
  got: 'recibido recibi recibimos llego llegaron llegado llega aparece aparecio abonado entregad* ingresado',
  close: 'cerrar cerrada cerrado cierren concluir zanjado anulen olvidenlo terminado',
  now: 'ahora ya fin finalmente',
  past: 'ayer rato dia hora dias',
  today: 'hoy tarde anoche',
  more: 'otra tambien ademas otro duda consulta aprovecho',
  self: 'sola solo mio yo',
  sends: 'adjunto adjunta adjunte envio numero direccion modelo version reenvie pasado',
  waits: 'espero esperando llevo semanas prometieron prometido decian dijeron debia',
  money: 'dinero reembolso pago pagar factura importe cobr* abono cuesta costaria precio descuento',
  more_none: 'mas desde desaparecio',
  yes: 'si sii siii ok vale',
};

export const french: WordsOf = {
  no: "ne n' pas jamais rien aucun* sans ni guere nulle non impossible plus personne",
  still: 'toujours tjrs tjr tjs encore reste restent demeure subsiste perdure persiste* continue* bloque',
  again: 'nouveau nouvelle renouveau rebelote revient revenu revenue recommence* reapparu* retour encore re',
  same: 'meme memes pareil pareille* identique* exactement',
  but: 'mais cependant toutefois pourtant malheureusement helas malgre hormis seulement or regret',
  works: 'marche marchent marchait remarche fonctionne* refonctionne* tourne demarre ouvre charge synchronise* imprime passe stable',
  solved:
    "resolu* regle* repare* arrange* corrige* reussi trouve debloqu* retabli* aide aidee servi solutionne* ordre c'est-bon retrouve bon",
  fails:
    "erreur* panne plante plantage bloque* refuse* expire* faux fausse* manque* coupe* coince* fige* vide blanc* noir* fuit grise* pire defaut defectueu* casse* invalide* echoue* introuvable tombe* s'arrete disparu double* incorrect* inaccessible",
  trouble: 'probleme* souci* bug* message* dossier affaire',
  thanks: 'merci remercie* remerciements gre reconnaissant*',
  praise: 'parfait* nickel impeccable genial* bravo super top cool excellent* merveille content* ravi* bien satisf*',
  tried: "essaye* suivi* fait refait redemarr* reinstall* procedure etapes etape conseil* manip desinstall* tente j'ai",
  wants:
    "voudrais voudrions souhait* aimerais aimerions pourriez pouvez peux pourrais besoin plait svp faudrait prefere desire veux j'aimerais",
  asks: 'combien comment quand ou quel* quelles est-ce que pourquoi qui y-a-t-il avez livrez peut-on',
  future:
    'demain lundi mardi mercredi jeudi vendredi soir semaine reviens testerai essaierai dirai regarderai prochaine vacances absent* deplacement tard bientot',
  if: 'si lorsque quand avant des',
  got: 'recu recue recus reception arrive* livre credite* virement parvenu*',
  close: 'fermer cloturer classer cloture close clos annulez oubliez',
  now: 'maintenant enfin desormais present voila',
  past: 'hier jour heure jours journee',
  today: "aujourd'hui matin midi apres-midi",
  more: 'aussi autre* egalement ailleurs sujet question fait',
  self: 'seul* moi-meme erreur finalement',
  sends: 'joint ci-joint voici transmis transfere numero adresse modele version piece',
  waits: 'attends attente semaines promis engagement soi-disant devait mois',
  money: 'argent remboursement rembourse* paiement payer facture montant preleve* prelevement debite* coute couterait prix remise',
  more_none: 'plus depuis disparu',
  yes: 'oui ouais ok oki ouiii',
};

export const italian: WordsOf = {
  no: 'non mai niente nulla nessun* senza neanche nemmeno neppure no ne impossibile',
  still: 'ancora continua continuano continuo tuttora permane rimane resta persist* sempre bloccat* resto',
  again: 'nuovo nuovamente ripresentat* ricominciat* tornato tornata torna riecco punto',
  same: 'stesso stessa stessi uguale identic* esattamente medesim*',
  but: 'ma pero tuttavia purtroppo nonostante invece solo dispiace malgrado sebbene anche-se',
  works: 'funziona* va vanno parte partit* gira apre carica stampa sincronizza accede entra stabile riesco',
  solved: 'risolt* risolve sistemat* riparat* corrett* trovat* sbloccat* servito aiutat* aiuto chiarit* ripristinat* riuscit* posto',
  fails:
    'errore errori guasto bloccat* rifiutat* scadut* sbagliat* manca mancano mancante errat* blocca ferma fermo ferm* cade nero nera bianc* vuot* perde rott* peggio difett* grigio invalido accettato chiude duplicat* sparit* fallit* fallisce disservizio',
  trouble: 'problem* messaggio questione difficolta pratica',
  thanks: 'grazie ringrazi* grz grata grato',
  praise: 'perfett* ottimo ottima fantastico benissimo bene grande content* soddisfatt* gentil* complimenti meraviglia ok',
  tried: 'provat* seguit* fatto riavviat* reinstallat* passaggi passo istruzioni disinstallat* consiglio tentat* controllat*',
  wants: 'vorrei vorremmo voglio potete potreste puo posso serve servirebbe bisogno favore cortesia preferisco desidero avremmo',
  asks: 'come quando quanto quanta dove quale quali chi cosa perche che avete fate spedite costa',
  future:
    'domani stasera lunedi martedi mercoledi giovedi venerdi settimana prossim* sapere dopo vacanza ferie via appena proviamo provo aggiorno',
  if: 'se quando prima appena',
  got: 'arrivat* ricevut* accredit* consegnat* bonifico pervenut* ricezione',
  close: 'chiudere chiuso chiusa archiviare annullate concluso conclusa',
  now: 'adesso ora finalmente ormai gia',
  past: 'ieri ore giorni ora giorno',
  today: 'stamattina oggi stanotte pomeriggio',
  more: 'altra altro inoltre anche ancora domanda argomento',
  self: 'solo sola mio mia era',
  sends: 'allego allegato allegata inoltrato girato giro numero codice indirizzo modello versione ecco',
  waits: 'aspetto aspettando settimane promesso doveva dicevate attesa',
  money: 'soldi rimborso pagamento pagare fattura importo addebitat* addebito costa costerebbe prezzo sconto',
  more_none: 'piu sparito da',
  yes: 'si sii ok va-bene certo',
};

export const portuguese: WordsOf = {
  no: 'nao n nunca nada nem nenhum* sem tampouco impossivel ninguem',
  still: 'ainda continua* continuo mantem segue sigo permanece persiste* continuam fica ficou',
  again: 'novamente voltou voltaram outra vez novo volta',
  same: 'mesmo mesma mesmos igual identic* exatamente',
  but: 'mas porem contudo infelizmente apesar embora lamento so entretanto',
  works: 'funciona* funcionou pega roda rodando entra abre carrega imprime sincroniza* liga da deu anda conecta consigo estavel',
  solved:
    'resolv* solucion* consertad* corrigid* arrumad* consegui conseguimos certo desbloquead* ajudou ajudaram adiantou esclareci encontrei tratou descobri',
  fails:
    'erro erros falha falhou falhar trava travou travando bloquead* recusad* expirad* errad* cai caiu caindo preta branco pior parou para cortad* vazi* avaria defeito quebrad* invalido fecha duplic* sumid* presa preso verter cinzento negado incorret*',
  trouble: 'problem* mensagem assunto questao chamado',
  thanks: 'obrigad* obg brigad* vlw valeu agradec* grata grato',
  praise: 'perfeit* otimo otima maravilha show excelente impecavel bom boa beleza feliz satisfeit* parabens ok',
  tried: 'tentei tentado fiz segui reiniciei testei instalei desinstalei passos passo reinstalei experimentei instrucoes dica dicas limpei',
  wants: 'gostaria gostariamos queria quero preciso precisamos podem pode poderia poderiam favor prefiro desejo',
  asks: 'como quando quanto quanta onde qual quais quem que porque tem voces fazem enviam',
  future: 'amanha segunda terca quarta quinta sexta vou semana proxim* depois noite aviso viajando ferias testo logo dou noticias',
  if: 'se quando antes assim caso',
  got: 'recebi recebemos chegou chegaram creditad* caiu entregue aparece apareceu rececao estorno',
  close: 'fechar encerrar encerrado concluido cancelem',
  now: 'agora ja finalmente enfim',
  past: 'ontem hora horas dias dia',
  today: 'hoje manha tarde noite',
  more: 'outra tambem mais alem duvida pergunta aproveit*',
  self: 'sozinho sozinha meu minha era',
  sends: 'anexo segue encaminhei encaminhar numero endereco morada modelo versao envio',
  waits: 'espera aguardo semanas prometido prometeram disseram diziam era-para dias',
  money: 'dinheiro reembolso pagamento pagar fatura valor cobrar cobraram cobrado custa custaria preco desconto',
  more_none: 'mais desde sumiu',
  yes: 'sim siim ok ta certo',
};
