import type { WordsOf } from './meanings.ts';

export const polish: WordsOf = {
  no: 'nie nic nigdy niczego zaden zadn* bez brak nigdzie donikad ani niemozliw* nikt',
  still: 'nadal wciaz dalej ciagle jeszcze pozostaje ciag stale',
  again: 'znow znowu ponownie wroci* powrot* nowa od-nowa',
  same: 'sam same samo samo taki tak sama dokladnie identyczn* zmian',
  but: 'ale jednak lecz niestety mimo choc natomiast tylko chociaz przykro przykroscia pomimo',
  works: 'dziala* chodz* smiga hula drukuje otwiera laduje loguje synchronizuj* zadziala* stabiln* gra',
  solved:
    'rozwiazan* zalatwion* naprawion* naprawil* usuniet* udalo poprawion* pomogl* poradzil* znalazl* wyjasni* odblokowan* gotowe ogarnal*',
  fails:
    'blad bled* awari* usterk* zepsu* zablokowan* odrzuc* wygasl* zly zla zle zlym wywal* zacina zamyka zawiesz* zrywa pust* czarn* bial* ciekn* gorzej utkn* urywa uszkodzon* podwojn* odmow* szary zniknel* niepoprawn* wada przestal* stoi',
  trouble: 'problem* klopot* sprawa sprawie komunikat zgloszeni* temat',
  thanks: 'dzieku* dzieki podziekowania wdzieczn*',
  praise: 'super swietn* idealn* wspaniale doskonale dobrze zadowol* wielki brawo porzadku ok fajnie perfekcyjnie prawidlow* poprawnie',
  tried: 'probowal* zrobil* wykonal* uruchom* sprawdzal* przeinstalow* odinstalow* zainstalow* krok* instrukcj* porad* restart* wyczysc*',
  wants: 'prosze poprosze chcial* chce potrzebuj* moge moga mozna mozliw* wole prosil*',
  asks: 'jak ile gdzie kiedy kto jaki jakie jaka czy dlaczego co czym',
  future:
    'jutro wieczorem poniedzialek piatek tydzien tygodniu sprobuj* sprawdze sprawdz* znac pozniej urlop* odezw* zobacze wyprobuje przyszlym delegacji',
  if: 'jesli jezeli gdy zanim jak',
  got: 'otrzymal* dostal* dotarl* wplynel* przyszl* odebral* wrocil* otrzymanie zwrot* odbior doszl* dochodz*',
  close: 'zamkna* zamkniet* zakonczon* nieaktualne wycofuje',
  now: 'teraz juz wreszcie nareszcie',
  past: 'wczoraj godzine godzin dni chwile weekend',
  today: 'dzis rano dzisiaj nocy',
  more: 'tez takze jeszcze inny inne inna rowniez okazji pytanie',
  self: 'sam sama moj moja syn wina',
  sends: 'zalaczniku zalaczam przesylam przekazal* przekaze numer adres wersja model zalacz*',
  waits: 'czekam czeka mial miala mialo obiecan* podobno rzekomo zapewni* tygodni',
  money: 'pieniadze zwrot platnosc place zaplac* faktur* kwota oplat* pobran* kosztuje kosztowal* cena znizk*',
  more_none: 'wiecej zniknal od',
  yes: 'tak taak taaak ok okej no',
};
