### Deutsch: jedes Wort, das Leserinnen und Leser der Berichte sehen. Wie Sätze geschrieben werden: siehe README.md neben diesem Ordner.
### Sachlich und ohne Anrede. Ohne Los nie „wegen“, „durch das Programm“, „bewirkt“. Bezeichnungen der Pipeline stehen in
### Anführungszeichen, da ihr Geschlecht unbekannt ist.


## Words that sentences share

# Die Menschen einer Rolle.
people = { $role ->
        [mentor] Mentoren
        [mentee] Mentees
        [co_lead] Co-Leads
        [sponsor] Sponsoren
        [member] Mitglieder
       *[any] Teilnehmende
    }
    .dative = { $role ->
        [mentor] Mentoren
        [mentee] Mentees
        [co_lead] Co-Leads
        [sponsor] Sponsoren
        [member] Mitgliedern
       *[any] Teilnehmenden
    }

whose = { $candidates ->
        [yes] { $role ->
            [any] alle, die sich beworben haben
           *[other] Bewerbende, die von { people.dative } empfohlen wurden
        }
       *[no] { people }
    }
    .dative = { $candidates ->
        [yes] { $role ->
            [any] allen, die sich beworben haben
           *[other] Bewerbenden, die von { people.dative } empfohlen wurden
        }
       *[no] { people.dative }
    }

who = { $drawn ->
        [yes] ausgeloste { people }
       *[no] { whose }
    }{ $several ->
        [yes] {" "}in „{ $programme }“
       *[no] { "" }
    }
    .dative = { $drawn ->
        [yes] ausgelosten { people.dative }
       *[no] { whose.dative }
    }{ $several ->
        [yes] {" "}in „{ $programme }“
       *[no] { "" }
    }

compared = { $method ->
        [lottery_itt] nicht gezogene Bewerbende
       *[other] vergleichbare Beschäftigte
    }
    .dative = { $method ->
        [lottery_itt] nicht gezogenen Bewerbenden
       *[other] vergleichbaren Beschäftigten
    }

length = { $span ->
        [three-months] drei Monate
        [six-months] sechs Monate
        [nine-months] neun Monate
        [a-year] ein Jahr
        [eighteen-months] achtzehn Monate
        [two-years] zwei Jahre
        [three-years] drei Jahre
        [one-day] einen Tag
       *[days] { $days } Tage
    }
    .dative = { $span ->
        [three-months] drei Monaten
        [six-months] sechs Monaten
        [nine-months] neun Monaten
        [a-year] einem Jahr
        [eighteen-months] achtzehn Monaten
        [two-years] zwei Jahren
        [three-years] drei Jahren
        [one-day] einem Tag
       *[days] { $days } Tagen
    }

within = { $span ->
        [end] bis zum Ende
       *[other] innerhalb von { length.dative }
    }

topic = { $class ->
        [exit] { $span ->
            [end] Verbleib
           *[other] Verbleib nach { length.dative }
        }
        [promotion] Beförderung { within }
        [move] Wechsel der Stelle { within }
        [step] Beförderung oder Wechsel der Stelle { within }
        [event] „{ $label }“ { within }
       *[other] „{ $label }“
    }

people-of =
    .mentor = Mentoren
    .mentee = Mentees
    .co_lead = Co-Leads
    .sponsor = Sponsoren
    .member = Mitglieder
    .any = Teilnehmende

everybody = alle
not-stated = Keine Angabe

list = { $first } und { $last }

evidence =
    .strong = stark belegt
    .moderate = mäßig belegt
    .first-signs = erste Hinweise, nicht belastbar
    .same = kein Unterschied, der zählt
    .unclear = noch nicht klar
    .signs-of-worse = erste Hinweise auf Schlechteres
    .worse = deutlich schlechter
    .description = nur Beschreibung
    .hidden = nicht gezeigt
evidence-means =
    .strong = Der Unterschied ist sehr wahrscheinlich kein Zufall, beide Gruppen waren sich in allem Gemessenen ähnlich, es waren genügend Menschen, und etwas Ungemessenes müsste beträchtlich sein, um ihn wegzuerklären.
    .moderate = Sehr wahrscheinlich kein Zufall, und alle übrigen Prüfungen bis auf eine sind bestanden.
    .first-signs = Die Zahlen weisen in die gewünschte Richtung, aber Zufall bleibt eine plausible Erklärung.
    .same = Der ganze Bereich liegt innerhalb dessen, was vorab als zu klein vereinbart war, um wichtig zu sein. Ein belastbares Ergebnis, kein Mangel an Daten.
    .unclear = Der Bereich umfasst Besseres und Schlechteres. Mehr Menschen oder mehr Zeit können das klären.
    .signs-of-worse = Die Zahlen weisen in die unerwünschte Richtung, aber Zufall bleibt eine plausible Erklärung.
    .worse = Das Ergebnis liegt auf der unerwünschten Seite und ist sehr wahrscheinlich kein Zufall.
    .description = Eine Zahl über Teilnehmende, ohne jemanden zum Vergleich.

hidden-primary = nicht gezeigt: weniger als { $minimum } Menschen
hidden-secondary = nicht gezeigt, zum Schutz einer kleineren Gruppe
hidden-insufficient = keine Schätzung möglich
status =
    .published = veröffentlicht
    .primary = verborgen: zu wenige Menschen
    .secondary = verborgen: schützt eine andere
    .insufficient = nicht schätzbar

estimand =
    .att = mittlerer Effekt auf die Behandelten
    .att-event = Effekt zur Ereigniszeit
    .att-dynamic = Mittel der Effekte nach Ereigniszeit
    .att-group = Kohorteneffekte nach Kohortengröße
    .att-calendar = Mittel der Welleneffekte
    .att-cohort = Effekt auf eine Kohorte
    .att-wave = Effekt in einer Welle
    .retention = Differenz im Verbleib
    .incidence = Differenz der kumulativen Inzidenz
    .rmst = Differenz der begrenzten mittleren Zeit
    .hazard = Hazard Ratio
    .rate-ratio = Ratenverhältnis
    .rate-difference = Ratendifferenz
    .shares = Differenz der Anteile
    .gap = Veränderung des Abstands
    .mean = Mittelwert
    .share = Anteil
    .rate = Rate
    .count = Anzahl

method =
    .dr-did = doppelt robuste Differenz-in-Differenzen
    .or-did = Differenz-in-Differenzen, Ergebnisregression
    .ipw-did = Differenz-in-Differenzen, inverse Wahrscheinlichkeitsgewichtung
    .km-exact = Kaplan–Meier, exakte Zellen
    .km-entropy = Kaplan–Meier, Entropiebalancierung
    .km-overlap = Kaplan–Meier, Überlappungsgewichte
    .km-cem = Kaplan–Meier, vergröbertes exaktes Matching
    .km-logistic = Kaplan–Meier, logistischer Propensity Score
    .aalen-johansen = Aalen–Johansen
    .cox = gewichtete Cox-Regression
    .poisson = gewichtetes Poisson-Ratenverhältnis
    .negative-binomial = gewichtetes Ratenverhältnis, negativ-binomial
    .newcombe = zwei Anteile, Newcombe-Intervall
    .lottery = Verlosung, Intention-to-treat
    .description = Beschreibung

method-plain =
    .change = Veränderung seit der Zeit vor dem Start, verglichen mit der Veränderung bei vergleichbaren Beschäftigten im selben Zeitraum (keine randomisierte Studie)
    .followed = beide Gruppen vom selben Tag an beobachtet, die Vergleichsgruppe auf dieselbe Zusammensetzung gewichtet (keine randomisierte Studie)
    .compared = Vergleich mit vergleichbaren Beschäftigten (keine randomisierte Studie)
    .lottery = ausgeloste Bewerbende verglichen mit nicht gezogenen, gleich ob sie teilnahmen (eine randomisierte Studie)
    .description = Beschreibung ohne Vergleich

unit =
    .points = Punkte von 100
    .percentage-points = Prozentpunkte
    .days = Tage
    .ratio = Verhältnis
    .quarter = je 100 Menschen und Quartal
    .minutes = Minuten
    .marks = Noten
    .pairing = je Paarung

months = Januar Februar März April Mai Juni Juli August September Oktober November Dezember
numbers-to-twelve = null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf

about-number = etwa { $number }
not-a-number = keine Zahl
money = { $number } { $currency }
bytes = { $number } Bytes
period-quarter = Q{ $part } { $year }
period-half = H{ $part } { $year }


## What to do next (src/report/language/advice.rs)

advice-look-into = Vor jeder Ausweitung genauer ansehen: { topic } bei { $among }.
    .reason = Es steht schlechter als bei { compared.dative }: { $size }.
advice-keep-measuring = Weiter messen: { topic } bei { $among }{ $groups ->
        [none] . Bisher ist das Ergebnis klar.
       *[other] . Genauer hinsehen bei { $clear }, wo das Ergebnis klar ist.
    }
    .reason = Gegenüber { compared.dative }: { $size }.
advice-rethink = Nicht mit einem Unterschied rechnen: { topic } bei { $among }.
    .reason = Der Unterschied ist zu klein, um wichtig zu sein: { $size }.
advice-wait = Mit dem Urteil warten: { topic } bei { $among }. Es braucht mehr Zeit oder mehr Menschen.
    .reach = Mit den bisher gemessenen Menschen wäre nur ein Unterschied von mindestens { $mde } { $unit } verlässlich zu sehen gewesen.
    .wide = Der Bereich ist noch breit: { $size }.
advice-compare = Vergleichen, wie „{ $good }“ und „{ $bad }“ ablaufen, bevor das zweite ausgeweitet wird.
    .reason = Bei { topic } steht das erste besser da als { compared }; das zweite schlechter: { $size }.
advice-compare-first = Erst für einen Vergleich sorgen, dann Schlüsse ziehen.
    .reason = Bisher beschreiben die Zahlen nur die Teilnehmenden.
advice-nothing = Auf mehr Menschen warten, bevor Schlüsse gezogen werden.
    .reason = Auf keine Frage gibt es eine Antwort, die mit mindestens { $minimum } Menschen je Gruppe gezeigt werden kann.


## Statements of charts and limits (src/report/language)

size = { $measure ->
        [points] { $number } Punkte { size-level }
        [days] { $number } Tage { size-time }
        [quarter] { $number } { size-amount } je hundert Menschen und Quartal
        [share] { $number } Prozentpunkte { size-level }
        [hundred] { $number } { size-amount } von hundert
        [ratio] das { $number }-Fache des Stands der anderen
        [minutes] { $number } Minuten { size-time }
        [marks] { $number } Noten { size-level }
        [pairing] { $number } { size-amount } je Paarung
       *[number] { $number } { size-amount }
    }
size-level = { $way ->
        [up] höher
       *[down] niedriger
    }
size-time = { $way ->
        [up] länger
       *[down] kürzer
    }
size-amount = { $way ->
        [up] mehr
       *[down] weniger
    }
size-bare = { $measure ->
        [points] { $number } Punkte von 100
        [days] { $number } Tage
        [quarter] { $number } je hundert Menschen und Quartal
        [share] { $number } Prozentpunkte
        [hundred] { $number } von hundert
        [ratio] das { $number }-Fache des Stands der anderen
        [minutes] { $number } Minuten
        [marks] { $number } Noten
        [pairing] { $number } je Paarung
       *[number] { $number }
    }
size-on-card = { $measure ->
        [points] Punkte
        [days] Tage
        [quarter] je 100
        [share] Punkte
        [hundred] von 100
        [ratio] -fach
        [minutes] Minuten
        [marks] Noten
        [pairing] je Paarung
       *[number] { "" }
    }
level =
    .points = Punkte von 100
    .hundred = von 100
    .days = Tage
    .quarter = je 100 Menschen und Quartal
    .minutes = Minuten
    .marks = Noten
    .pairing = je Paarung
range-one-side = { $measure ->
        [ratio] das { $low }- bis { $number }-Fache des Stands der anderen
       *[other] zwischen { $low } und { size }
    }
range-both-sides = { $measure ->
        [points] irgendwo zwischen { $low } Punkten niedriger und { $high } Punkten höher
        [days] irgendwo zwischen { $low } Tagen kürzer und { $high } Tagen länger
        [quarter] irgendwo zwischen { $low } weniger und { $high } mehr je hundert Menschen und Quartal
        [share] irgendwo zwischen { $low } Prozentpunkten niedriger und { $high } Prozentpunkten höher
        [hundred] irgendwo zwischen { $low } weniger und { $high } mehr von hundert
        [minutes] irgendwo zwischen { $low } Minuten kürzer und { $high } Minuten länger
        [marks] irgendwo zwischen { $low } Noten niedriger und { $high } Noten höher
        [pairing] irgendwo zwischen { $low } weniger und { $high } mehr je Paarung
       *[number] irgendwo zwischen { $low } weniger und { $high } mehr
    }

counting = { $since ->
        [start] , gezählt ab dem Stand jeder Gruppe vor dem Start
       *[none] { "" }
    }
after = { $span ->
        [end] am Ende
       *[other] nach { length.dative }
    }

doing = { $class ->
        [exit] { $way ->
            [up] bleiben länger
            [down] gehen früher
           *[either] bleiben länger oder gehen früher
        }
        [promotion] werden { doing-often } befördert
        [move] wechseln { doing-often } im Haus die Stelle
        [step] werden { doing-often } befördert oder wechseln im Haus die Stelle
        [event] verzeichnen { doing-often } „{ $label }“
        [score] { $source ->
            [surveys] berichten { doing-level } Werte bei „{ $label }“
            [leader_feedback] erhalten { doing-level } Urteile bei „{ $label }“
            [assessments] erreichen { doing-level } Werte bei „{ $label }“
           *[other] haben { doing-level } Werte bei „{ $label }“
        }
        [count] verzeichnen { doing-amount } „{ $label }“
       *[other] haben { doing-level } Werte bei „{ $label }“
    }
    .inside = { $class ->
        [exit] { $way ->
            [up] länger bleiben
            [down] früher gehen
           *[either] länger bleiben oder früher gehen
        }
        [promotion] { doing-often } befördert werden
        [move] { doing-often } im Haus die Stelle wechseln
        [step] { doing-often } befördert werden oder im Haus die Stelle wechseln
        [event] { doing-often } „{ $label }“ verzeichnen
        [score] { $source ->
            [surveys] { doing-level } Werte bei „{ $label }“ berichten
            [leader_feedback] { doing-level } Urteile bei „{ $label }“ erhalten
            [assessments] { doing-level } Werte bei „{ $label }“ erreichen
           *[other] { doing-level } Werte bei „{ $label }“ haben
        }
        [count] { doing-amount } „{ $label }“ verzeichnen
       *[other] { doing-level } Werte bei „{ $label }“ haben
    }
doing-often = { $way ->
        [up] häufiger
        [down] seltener
       *[either] häufiger oder seltener
    }
doing-level = { $way ->
        [up] höhere
        [down] niedrigere
       *[either] höhere oder niedrigere
    }
doing-amount = { $way ->
        [up] mehr
        [down] weniger
       *[either] mehr oder weniger
    }

sized = { $class ->
        [exit] { $measure ->
            [days] im Mittel { $size }, bis zum letzten Horizont
           *[other] noch da waren { after } { $size }
        }
        [promotion] befördert waren { within } { $size }
        [move] die Stelle gewechselt hatten { within } { $size }
        [step] befördert waren oder die Stelle gewechselt hatten { within } { $size }
        [event] verzeichnet war es { within } bei { $size }
       *[other] { $size }{ counting }
    }
by-size = { $form ->
        [bare] , um { $size }{ counting }
       *[full] ; { sized }
    }

answer-firm = { $method ->
        [lottery_itt] Als Folge der Ziehung: { CAPITAL($who) }
       *[other] { CAPITAL($who) }
    } { doing } als { versus }{ by-size }
answer-leans = Es gibt erste Hinweise, keine belastbaren, dass { $who } { doing.inside } als { versus }{ by-size }
answer-same = { CAPITAL(topic) }: Der Unterschied zwischen { $among } und { versus.dative } ist zu klein, um wichtig zu sein
answer-unclear = Noch ist nicht klar, ob { $who } { doing.inside } als { versus }; { sized }
    .no-range = Noch ist nicht klar, ob { $who } { doing.inside } als { versus }; ein Bereich lässt sich nicht angeben
answer-described = „{ $label }“{ $everybody ->
        [yes] { "" }
       *[no] , { $who }
    }: { $value }, ohne Vergleich
answer-hidden = Zu „{ $label }“ bei { $among } lässt sich noch nichts zeigen

card = { CAPITAL($range) }{ $class ->
        [exit] { $measure ->
            [hundred] {" "}noch da
           *[other] { "" }
        }
        [promotion] {" "}befördert
        [move] {" "}mit neuer Stelle im Haus
        [step] {" "}befördert oder mit neuer Stelle im Haus
       *[other] { "" }
    }{ $verdict ->
        [same] : in jedem Fall zu klein, um wichtig zu sein.
        [unclear] : Der Bereich umfasst Besseres und Schlechteres.
        [leans-better] . Zufall bleibt eine plausible Erklärung.
        [leans-worse] . Zufall bleibt eine plausible Erklärung.
       *[other] {" "}als bei { versus.dative }.
    }
card-described = Ein Stand, ohne jemanden zum Vergleich.
card-without-range = Für diese Zahl lässt sich kein Bereich angeben.

tally-words = { $kind ->
        [better] { $n ->
            [1] fiel besser aus als bei { compared.dative }
           *[other] fielen besser aus als bei { compared.dative }
        }
        [worse] { $n ->
            [1] fiel schlechter aus
           *[other] fielen schlechter aus
        }{ $named ->
            [yes] {" "}als bei { compared.dative }
           *[no] { "" }
        }
        [leans] { $n ->
            [1] zeigt nur erste Hinweise
           *[other] zeigen nur erste Hinweise
        }
        [same] { $n ->
            [1] zeigt keinen Unterschied, der zählt
           *[other] zeigen keinen Unterschied, der zählt
        }
        [unclear] { $n ->
            [1] ist noch nicht klar
           *[other] sind noch nicht klar
        }
       *[described] { $n ->
            [1] ist ohne Vergleich beschrieben
           *[other] sind ohne Vergleich beschrieben
        }
    }
tally-part = { $n ->
        [1] eine
       *[other] { $count }
    } { tally-words }
tally-none = Keine der gestellten Fragen hat eine Antwort, die gezeigt werden kann.
tally-one = Eine Frage wurde beantwortet: Sie { tally-words }.
tally-all = { $n ->
        [2] Beide Fragen
       *[other] Alle { $count } Fragen
    } { tally-words }.
tally-many = Von { $count } Fragen: { $told }.
tally-hidden = { $n ->
        [1] Eine weitere lässt sich nicht zeigen.
       *[other] { CAPITAL($count) } weitere lassen sich nicht zeigen.
    }

chart-survival = { $class ->
        [exit] { $verdict ->
            [better] { CAPITAL($who) } gingen { chart-pace } als { versus }
            [worse] { CAPITAL($who) } gingen { chart-pace } als { versus }
            [leans-better] { CAPITAL($who) } gehen anscheinend { chart-seems }, aber das ist nicht belastbar
            [leans-worse] { CAPITAL($who) } gehen anscheinend { chart-seems }, aber das ist nicht belastbar
            [same] { CAPITAL($who) } und { compared } gingen fast gleich schnell
            [unclear] { CAPITAL($who) } und { compared }: bisher kein klarer Unterschied bei Abgängen
           *[other] { CAPITAL($who) } und { compared }: wer noch da war
        }
       *[other] { $verdict ->
            [better] { CAPITAL($who) }: { quoted-label } kam { chart-event } als bei { versus.dative }
            [worse] { CAPITAL($who) }: { quoted-label } kam { chart-event } als bei { versus.dative }
            [same] { CAPITAL($who) } und { compared }: kein Unterschied, der zählt, bei { quoted-label }
           *[other] { CAPITAL($who) } und { compared }: { quoted-label } im Zeitverlauf
        }
    }
chart-pace = { $way ->
        [up] langsamer
       *[down] schneller
    }
chart-seems = { $way ->
        [up] langsamer
       *[down] schneller
    }
chart-event = { $way ->
        [up] früher oder häufiger
       *[down] später oder seltener
    }
quoted-label = „{ $label }“

groups-differ = { CAPITAL($who) }, { topic }: Das Ergebnis unterscheidet sich nach { $by }. Die Gruppen liegen weiter auseinander, als der Zufall allein sie brächte.

forest-none = Nach { $by }: keine Gruppe ist groß genug, um gezeigt zu werden
forest-only = { $groups } ist die einzige gezeigte Gruppe, mit besserem Ergebnis
forest-every = Das Ergebnis ist in jeder gezeigten Gruppe besser, nach { $by }
forest-better = deutlich besser bei { $groups }
forest-worse = schlechter bei { $groups }
forest-vague = nicht klar bei { $groups }
forest-same = kein Unterschied, der zählt, bei { $groups }
forest-largest = am größten bei { $groups }
forest-no-size = Nach { $by }: keine Gruppe unterscheidet sich in einem Maß, das zählt
forest-no-clear = Nach { $by }: bisher zeigt keine Gruppe einen klaren Unterschied
forest-overlap = {" "}Die eigenen Bereiche der Gruppen überlappen sich: Sie müssen sich nicht voneinander unterscheiden.
list-and-more = { $first } und { $n } weitere

programmes-title =
    .none = Kein Programm hebt sich deutlich ab: { $topic }
    .better = Deutlich besser in { $n ->
            [1] einem
           *[other] { $better }
        } von { $shown } Programmen: { $topic }
    .worse = Deutlich schlechter in { $m ->
            [1] einem
           *[other] { $worse }
        } von { $shown } Programmen: { $topic }
    .both = Von { $shown } Programmen { $n ->
            [1] steht eines
           *[other] stehen { $better }
        } deutlich besser da und { $m ->
            [1] eines
           *[other] { $worse }
        } deutlich schlechter: { $topic }

gap-explained = { CAPITAL($who) } und alle übrigen unterscheiden sich um { $raw }; gegenüber { compared.dative } vom selben Starttag an beträgt der Abstand { $fair }.{ $why ->
        [opposite] {" "}Die rohe Zahl weist in die andere Richtung, sie hätte also in die Irre geführt.
        [agree] {" "}Hier stimmen beide fast überein.
        [stayed-to-join] {" "}Wer beitritt, unterscheidet sich von den anderen, und wer beitreten will, muss bis dahin geblieben sein: Die rohe Zahl rechnet all das als Erfolg.
        [mixed] {" "}Wer beitritt, unterscheidet sich von den anderen: Die rohe Zahl mischt das hinein.
       *[hidden] {" "}Wer beitritt, unterscheidet sich von den anderen: Die rohe Zahl hätte einen Teil des Abstands verdeckt.
    }{ $settled ->
        [no] {" "}Ob sich der faire Abstand von null unterscheidet, ist nicht geklärt.
       *[yes] { "" }
    }
gap-title =
    .same = Die rohen Zahlen hätten fast dasselbe gesagt
    .opposite = Die rohen Zahlen hätten in die andere Richtung gewiesen
    .more = Die rohen Zahlen hätten mehr versprochen
    .worse = Die rohen Zahlen hätten schlechter ausgesehen
    .mixed = Was die rohen Zahlen gesagt hätten

chart-event-study = { $label }, { $who }: { $before ->
        [apart] Die Gruppen liefen schon vor dem Start auseinander
        [alike] kein Anzeichen eines Unterschieds vor dem Start
       *[unknown] die Zeit vor dem Start lässt sich nicht beurteilen
    }
chart-balance = { $label }, { $who }: { $alike ->
        [yes] nach der Gewichtung gleichen sich die Gruppen in allem, woran angepasst wurde
       *[no] nach der Gewichtung bleiben einige Unterschiede
    }


## Who answered, limits, gaps, duties (src/report/language)

answering-between = zwischen { $low } und { $high }{ $unit }
answering-unknown = nicht zu berechnen
answering-near = höchstens 3 Punkte auseinander
answering-withstands = Hält Abweichungen bis zum { $times }-Fachen der größten vor dem Start gesehenen stand
answering-holds-zero = Schließt die Null schon so nicht aus
answering-unequal = Bei { $labels } haben die beiden Gruppen nicht gleich häufig weiter geantwortet. Je nachdem, wer aufgehört hat, gibt es womöglich gar keinen Unterschied.

limit-compared =
    .matched = Gezählt sind nur Menschen, die sich vergleichen ließen: beschäftigt vor Beginn ihres Aufnahmezeitraums und noch beschäftigt, als er endete. Was für andere gilt, ist daraus nicht bekannt.
    .lot = Gezählt sind nur Menschen, die sich beworben haben und am Tag vor der Ziehung beschäftigt waren. Was für Menschen gilt, die sich nicht beworben haben, ist daraus nicht bekannt.
limit-unmeasured = Niemand wurde ausgelost. Wer beitritt, kann sich von vergleichbaren Beschäftigten in etwas unterscheiden, das niemand gemessen hat, und das könnte einen Unterschied ganz oder teilweise erklären.
    .strength = { limit-unmeasured } Beim Hauptergebnis, { topic }, müsste etwas Ungemessenes mit dem Beitritt und mit dem Ergebnis zusammengehen, jeweils um den Faktor { $factor } oder mehr, bevor der Bereich „kein Unterschied“ enthielte.
    .lot = Die Ziehung sagt, was aus dem Gezogenwerden folgte. Manche Gezogene nahmen nie teil, und manche nicht Gezogene können später beigetreten sein; sie sagt also weniger als den ganzen Unterschied, den die Teilnahme macht.
limit-moving-before = Bei { $labels } liefen die beiden Gruppen schon auseinander, bevor jemand begann; ihre Zahlen sind daher schwächer, als sie aussehen.
limit-poorly-measured = { $n ->
        [1] { CAPITAL($labels) } ist nicht gut genug gemessen, um sich darauf zu stützen: Antworten, die zusammengehen sollten, tun es nicht. Jede Zahl dazu mit Vorsicht lesen.
       *[other] { CAPITAL($labels) } sind nicht gut genug gemessen, um sich darauf zu stützen: Antworten, die zusammengehen sollten, tun es nicht. Jede Zahl dazu mit Vorsicht lesen.
    }
limit-care = Nicht gut genug gemessen, um sich darauf zu stützen: mit Vorsicht lesen.
limit-small-groups = Gruppen unter { $minimum } Menschen werden nicht gezeigt, weder hier noch anderswo{ $n ->
        [0] .
        [1] ; ihr Schutz verbirgt eine der gewünschten Zahlen.
       *[other] ; ihr Schutz verbirgt { $count } der gewünschten Zahlen.
    }
limit-horizon = Unterschiede im Zeitverlauf sind für höchstens { $length } nach dem Starttag angegeben. Was später kommt, wird hier nicht beurteilt.

gap-changed = { CAPITAL($who) }, { topic }: Der Abstand zwischen „{ $group }“ und „{ $against }“ ist { $size } { $way ->
        [larger] größer
       *[smaller] kleiner
    } als bei vergleichbaren Beschäftigten ({ $low } bis { $high }).

guardrail-pill =
    .worse = schlechter
    .held = gehalten
    .not-judged = nicht zu beurteilen
guardrail-worse = { guardrail-worse.head }: { $size }.
    .no-size = { guardrail-worse.head }.
    .head = { CAPITAL(topic) } bei { $among } darf nicht schlechter werden und steht schlechter da als bei { versus.dative }
guardrail-held = { CAPITAL(topic) } bei { $among } hat gehalten: Es steht nicht deutlich schlechter als bei { versus.dative }. { $worst }
guardrail-not-judged = { CAPITAL(topic) } bei { $among }: Ob es schlechter wurde, lässt sich nicht sagen. { $reason }
at-worst = Schlimmstenfalls reicht der Bereich bis { $size }.
    .no-range = Ein Bereich lässt sich nicht angeben.
    .nothing = Nichts Schlechteres liegt im Bereich.
control-moved = Eine Prüfung ist fehlgeschlagen: „{ $label }“ kann das Programm nicht berühren, und doch unterscheidet es sich zwischen { people.dative }{ $several ->
        [yes] {" "}in „{ $programme }“
       *[no] { "" }
    } und den Menschen, mit denen sie verglichen werden. Etwas anderes trennt die Gruppen, daher wird für diese { people } kein Ergebnis gezeigt.
nothing-holds = Nichts lässt sich zeigen: Etwas hat sich bewegt, das das Programm nicht verändert haben kann.


## Public claims (src/report/language/claims.rs)

claim-ours = unsere { $drawn ->
        [yes] ausgelosten{" "}
       *[no] { "" }
    }{ $role ->
        [any] Teilnehmenden
       *[other] { people }
    }{ claim-where }
    .dative = unseren { $drawn ->
        [yes] ausgelosten{" "}
       *[no] { "" }
    }{ people.dative }{ claim-where }
claim-where = { $several ->
        [yes] {" "}in „{ $programme }“
       *[no] { "" }
    }{ $group }
claim-stayed = Von { claim-ours.dative } waren nach { length.dative } { $number } von 100 mehr noch bei uns als von { versus.dative }.
    .levels = Von { claim-ours.dative } waren nach { length.dative } { $ours } von 100 noch bei uns, von { versus.dative } { $theirs } von 100.
claim-promoted = Von { claim-ours.dative } wurden innerhalb von { length.dative } { $number } von 100 mehr befördert als von { versus.dative }.
    .move = Von { claim-ours.dative } wechselten innerhalb von { length.dative } { $number } von 100 mehr im Haus die Stelle als von { versus.dative }.
    .step = Von { claim-ours.dative } wurden innerhalb von { length.dative } { $number } von 100 mehr befördert oder wechselten im Haus die Stelle als von { versus.dative }.
claim-score = { CAPITAL(claim-ours) } { doing } als { versus }, um { $number } { $n ->
        [1] Punkt
       *[other] Punkte
    } auf einer Skala von 0 bis 100{ counting }.
claim-count = Je 100 Menschen und Quartal verzeichnen { claim-ours } { $number } { $way ->
        [up] mehr
       *[down] weniger
    } „{ $label }“ als { versus }{ counting }.
claim-share = Bei „{ $label }“ liegen { claim-ours } um { $number } { $n ->
        [1] Prozentpunkt
       *[other] Prozentpunkte
    } { $way ->
        [up] höher
       *[down] niedriger
    } als { versus }{ counting }.
claim-footnote = { $organisation }, Beschäftigtendaten bis { $day }. { CAPITAL($programme) }: etwa { $treated } { people }{ $group }, verglichen mit etwa { $controls } { versus.dative }. Methode: { $how }. Bereich des Unterschieds bei 95 % Konfidenz: { $least ->
        [0] über 0, bis { $high }
       *[other] { $low } bis { $high }
    }. { $method ->
        [lottery_itt] { "" }
       *[other] Der Unterschied tritt zusammen mit der Teilnahme auf; dass er aus ihr folgt, ist nicht gezeigt.{" "}
    }Zahlen von Menschen auf Zehner gerundet.


## Programmes side by side (src/report/language/portfolio.rs)

best-among =
    .programmes = Programme
    .models = Modelle
best-kind = { $among ->
        [programmes] Programme
       *[models] Modelle
    }
    .dative = { $among ->
        [programmes] Programmen
       *[models] Modellen
    }
best-pill =
    .ahead = vorn
    .cannot-tell = nicht zu unterscheiden
best-others-named = { $n ->
        [1] ein weiteres
       *[other] { $count } weitere
    }
best-on = { CAPITAL($topic) } bei { people.dative }
best-ahead = { best-on }: { $name } liegt vor den anderen gezeigten { best-kind.dative }: { $size }, und die Wahrscheinlichkeit, dass es das beste der { $count } ist, beträgt { $chance } von hundert.
best-first-only = { best-on }: { $name } steht an erster Stelle von { $count } { best-kind.dative }, aber das eigene Ergebnis ist nicht klar genug, um es vorn zu nennen.
best-cannot-tell = { best-on }: Die Daten können { $names } nicht unterscheiden{ $n ->
        [0] { "" }
        [1] ; { $behind } ist wahrscheinlich nicht das beste
       *[other] ; { $behind } sind wahrscheinlich nicht die besten
    }.
hundreds =
    .most = mehr als 99
    .least = weniger als 1
best-without-error = ohne Fehlermaß
best-left-out = Nicht im Vergleich: { $names }.
best-several = { $kind ->
        [none] Niemand{ best-several.of } nimmt an mehr als einem der Programme teil.
        [people] { $n ->
            [1] Eine Person{ best-several.of } nimmt an mehr als einem der Programme teil; die Ergebnisse dieser Programme sind zum Teil Ergebnisse derselben Person.
           *[other] { $count }{ best-several.of } nehmen an mehr als einem der Programme teil; die Ergebnisse dieser Programme sind zum Teil Ergebnisse derselben Menschen.
        }
        [few] Weniger als { $minimum }{ best-several.of } nehmen an mehr als einem der Programme teil.
       *[nearly] Fast alle{ best-several.of } nehmen an mehr als einem der Programme teil, sodass sich deren Ergebnisse kaum trennen lassen.
    }
    .of = { $known ->
        [yes] {" "}von { $all } Teilnehmenden
       *[no] { "" }
    }
best-chart = Unterschied in { $unit }, jeweils gegenüber den eigenen vergleichbaren Beschäftigten. Gefüllt: gestützt auf das, was die anderen { best-kind } zeigen; hohl: für sich allein.
    .ahead = { CAPITAL($topic) }, { people }: { $name } liegt vorn
    .cannot-tell = { CAPITAL($topic) }, { people }: kein { $among ->
            [programmes] Programm
           *[models] Modell
        } liegt erkennbar vorn


## How recruiting goes (src/report/language/recruiting.rs)

candidates-all = Alle Bewerbenden
candidates-whole-time = Ganze Zeit
candidates-levels = Stände aller verzeichneten Bewerbenden, gleich wer sie empfohlen hat. Zum Vergleich gibt es niemanden, daher sagen sie nicht, was ein Programm verändert hat; was sonst am Arbeitsmarkt geschah, steckt auch darin.
candidates-title =
    .source = Bewerbende nach Herkunft der Bewerbung
    .offers = Angenommene Angebote, von hundert mit Antwort
    .experience = Wie Bewerbende ihre Erfahrung bewertet haben
    .mix = Altersmischung der Bewerbenden, von hundert
candidates-table =
    .source = Bewerbende
    .offers = Angenommene Angebote in Prozent, mit dem Bereich und der Zahl der Angebote mit Antwort
    .experience = Mittlere Bewertung, mit dem Bereich und der Zahl der Antworten
    .mix = Anteil der Bewerbenden in Prozent, mit dem Bereich
candidates-span = { $periods ->
        [1] je { $unit ->
            [month] Monat
            [quarter] Quartal
            [half-year] Halbjahr
            [year] Jahr
           *[period] Zeitraum
        }
       *[other] je { $count } { $unit ->
            [month] Monate
            [quarter] Quartale
            [half-year] Halbjahre
            [year] Jahre
           *[period] Zeiträume
        }
    }
candidates-sub =
    .source = Zahl der Bewerbungen, { candidates-span }.
    .offers = { CAPITAL(candidates-span) }; Linien sind Bereiche bei 95 % Konfidenz.
    .scale = Mittlere Bewertung auf der Skala der Umfrage von { $low } bis { $high }, { candidates-span }; Linien sind Bereiche bei 95 % Konfidenz. Enthalten sind nur Bewerbende, die geantwortet haben.
    .experience = Mittlere Bewertung, wie die Umfrage sie angibt, { candidates-span }; Linien sind Bereiche bei 95 % Konfidenz. Enthalten sind nur Bewerbende, die geantwortet haben.
    .mix = Nach dem Zeitpunkt der Bewerbung, { candidates-span }; Linien sind Bereiche bei 95 % Konfidenz.
candidates-gap = Eine Lücke steht für niemanden, für weniger als { $minimum } Bewerbende, für lauter Gleiche oder für eine Zahl, aus der sich eine solche ableiten ließe.
candidates-left-out = Nicht im Zeitverlauf gezeigt, da zu wenige Bewerbende: { $names }.
candidates-none = keine
candidates-of = { $value } von { $all }


## Exits and their cost (src/report/language/savings.rs)

savings-way = { $way ->
        [more] mehr
       *[fewer] weniger
    }
savings-exits = Gezählt in Abgängen ({ $count } { $who }): etwa { $size } { savings-way } { within } als bei ebenso vielen { compared.dative } (zwischen { $low } und { $high }).
    .unclear = Gezählt in Abgängen ({ $count } { $who }), ist es noch nicht klar: { within } irgendwo zwischen { $low } mehr und { $high } weniger als bei ebenso vielen { compared.dative }.
savings-basis = Bei { $share } % eines Jahresgehalts je Nachbesetzung{ $currency ->
        [salaries] , in der Währung der Gehälter,
       *[named] { "" }
    }
savings-cost = { savings-basis } kostet das Nachbesetzen der Abgänge etwa { $size } { savings-way } (zwischen { $low } und { $high }).
    .unclear = { savings-basis } sind das irgendwo zwischen { $low } mehr und { $high } weniger für Nachbesetzungen.
savings-under-one = weniger als einer


## Quotes (src/report/language/voices.rs)

voice-one-person = Jedes Zitat ist die Erfahrung einer Person in ihren eigenen Worten. Es steht neben der Zahl zur selben Frage, was immer die Zahl sagt, und belegt sie nicht.
voice-speaker = { $role ->
        [none] Jemand aus dem Kreis der Teilnehmenden
       *[other] Jemand aus dem Kreis der { $role ->
            [mentor] Mentoren
            [mentee] Mentees
            [co_lead] Co-Leads
            [sponsor] Sponsoren
           *[member] Mitglieder
        }{ voice-age }
    }{ $placed ->
        [yes] {" "}in „{ $programme }“
       *[no] { "" }
    }
voice-age = { $aged ->
        [yes] {" "}({ $generation })
       *[no] { "" }
    }
voice-data = { $verdict ->
        [worse] Bei { topic } stehen { $who } deutlich schlechter da als { versus }. Ein Zitat darf nichts anderes nahelegen.
        [leans-worse] Bei { topic } gibt es erste Hinweise, keine belastbaren, dass { $who } schlechter dastehen als { versus }. Ein Zitat darf nichts anderes nahelegen.
        [same] Bei { topic } ist der Unterschied zwischen { $among } und { versus.dative } zu klein, um wichtig zu sein.
        [described] Zu { topic } gibt es niemanden, mit dem sich { $who } vergleichen ließen, daher ist keine öffentliche Aussage möglich.
        [better] Bei { topic } stehen { $who } besser da als { versus }, aber die Größe lässt sich nicht in eine öffentliche Aussage fassen.
       *[other] Bei { topic } ist noch nicht klar, ob sich { $who } von { versus.dative } unterscheiden.
    }
    .hidden = Zu { topic } lässt sich für { $who } keine Zahl zeigen.
    .few = Zu { topic } wurden auf einer Seite weniger als { $minimum } Menschen verglichen: zu wenige für eine öffentliche Aussage über { $who }.
    .poor = Zu { topic } sind die Antworten ({ $who }) nicht gut genug gemessen für eine öffentliche Aussage.


## Aims and programme models (src/report/language/aims.rs, models.rs): their English words stand with their definitions

aim-topic = { $topic ->
        [digital_literacy] digitale Kompetenz
        [digital_confidence] Sicherheit mit digitalen Werkzeugen
        [technology_anxiety] Technikangst
        [tool_adoption] Nutzung neuer Werkzeuge
        [leader_communication] Kommunikation der Führungskräfte
        [leader_decision_making] Entscheidungen der Führungskräfte
        [leader_flexibility] Flexibilität der Führungskräfte
        [inclusive_behaviour] inklusives Verhalten der Führungskräfte
        [inclusion_knowledge] Verständnis von Inklusion und Voreingenommenheit
        [workflow_knowledge] Kenntnis alltäglicher Abläufe und Werkzeuge
        [customer_knowledge] Nähe zu Kundschaft und Bewerbenden
        [regional_understanding] Verständnis anderer Regionen
        [cross_cultural_skill] Zusammenarbeit über Kulturen hinweg
        [openness] Offenheit für Ideen von unten
        [engagement] Engagement
        [inclusion] Inklusion
        [inclusion_gap] Abstand der Inklusion zwischen Gruppen
        [psychological_safety] psychologische Sicherheit
        [belonging] Zugehörigkeit
        [feeling_valued] Wertschätzung und Vertrauen
        [visibility] Sichtbarkeit
        [influence] Einfluss
        [confidence] Selbstvertrauen
        [collaboration] Zusammenarbeit
        [intent_to_stay] Absicht zu bleiben
        [retention] Verbleib
        [promotion] Beförderung
        [goal_attainment] Erreichen von Leistungszielen
        [skills_gained] im Gegenzug erworbene Fähigkeiten
        [ideas] eingereichte Ideen
        [actions_proposed] gemachte Vorschläge
        [actions_adopted] angenommene Vorschläge
        [shadowing_time] Zeit in der Arbeit der jeweils anderen
        [posts] glaubwürdiger Auftritt auf sozialen Plattformen
        [referrals] Empfehlungen
        [brand_perception] Bild der Organisation als Arbeitgeber
        [candidate_experience] Erfahrung der Bewerbenden
        [applicant_ages] Altersmischung der Bewerbenden
        [cross_region_share] Anteil der Paarungen über Regionen hinweg
       *[other] { $english }
    }
    .whose = { aim-topic } ({ $whom })
aim = { CAPITAL(aim-topic) }
    .whose = { CAPITAL(aim-topic) } bei { people.dative }
aims-by = { $label } nach { $dimension }
aims-unmeasured = Soll sich auch bewegen und ist hier nicht gemessen: { $names }. Darüber lässt sich nichts sagen.
topic-known-by = { $topic ->
        [digital_literacy] ein Test vor dem Start und danach, den auch andere Beschäftigte machen
        [inclusion_knowledge] ein Test vor dem Start und danach, den auch andere Beschäftigte machen
        [workflow_knowledge] ein Test vor dem Start und danach, den auch andere Beschäftigte machen
        [digital_confidence] dieselben Umfragefragen vor dem Start und danach
        [technology_anxiety] dieselben Umfragefragen vor dem Start und danach; weniger ist besser
        [tool_adoption] Anmeldungen je Person und Quartal, für alle gezählt
        [leader_communication] Feedback von unten in Runden vor dem Start und danach
        [leader_decision_making] Feedback von unten in Runden vor dem Start und danach
        [leader_flexibility] Feedback von unten in Runden vor dem Start und danach
        [inclusive_behaviour] Feedback von unten in Runden vor dem Start und danach
        [customer_knowledge] ein Test oder Umfragefragen vor dem Start und danach
        [cross_cultural_skill] Umfragefragen oder ein Test vor dem Start und danach
        [openness] Umfragefragen oder Feedback von unten vor dem Start und danach
        [inclusion_gap] Inklusion nach Geschlecht, Herkunft oder einer anderen Gruppe, vor dem Start und danach
        [retention] Abgänge, mit mindestens der Mindestgruppe über den Horizont beobachtet
        [promotion] Beförderungen, mit dem Abgang als konkurrierendem Ereignis
        [goal_attainment] Anteile der Menschen, die ihre Ziele erreicht haben, vor dem Start und danach
        [skills_gained] Formulare des Programms; ein Stand ohne Vergleich
        [ideas] Ideen je Person und Quartal, für alle gezählt
        [actions_proposed] das Verzeichnis der Vorschläge; eine Anzahl ohne Vergleich
        [actions_adopted] das Verzeichnis der Vorschläge; ein Anteil ohne Vergleich
        [shadowing_time] Stunden je Person und Quartal oder Minuten der Sitzungen
        [posts] Beiträge je Person und Quartal, für alle gezählt
        [referrals] empfohlene Bewerbende je Person und Quartal, für alle gezählt
        [brand_perception] Umfragefragen an Beschäftigte oder Bewerbende vor dem Start und danach
        [candidate_experience] Bewertungen durch Bewerbende; ein Stand, wenn keine Gruppe zum Vergleich da ist
        [applicant_ages] Bewerbende nach Generation im Zeitverlauf
        [cross_region_share] die Paarungen selbst; es steht dort, wo es um den Ablauf der Programme geht
       *[other] Umfragefragen vor dem Start und danach
    }
objective =
    .collaboration = Zusammenarbeit über Generationen
    .digital = Digitale Nutzung und Innovation
    .inclusion = Inklusion
    .brand = Glaubwürdige Arbeitgebermarke
    .leadership = Entwicklung von Führungskräften
model-name = { $model ->
        [executive_digital_fluency] Digitale Gewandtheit der Geschäftsleitung
        [innovation_pods] Innovationsgruppen
        [dei_circles] Inklusionszirkel
        [leadership_shadowing] Führungskräfte begleiten den Arbeitsalltag
        [tech_upskilling_tracks] Lernpfade zu neuer Technik
        [employer_branding_advocacy] Botschaften für die Arbeitgebermarke
        [customer_candidate_insight] Einblick in Kundschaft und Bewerbende
        [global_remote_exchange] Weltweiter Austausch auf Distanz
        [erg_led] Programme von Mitarbeitendennetzwerken
        [embedded_in_ld] Eingebettet in die Führungsentwicklung
       *[other] { $english }
    }
model-pairings = { $model ->
        [executive_digital_fluency] Paare
        [innovation_pods] Gruppen
        [dei_circles] Zirkel
        [leadership_shadowing] Begleitpaare
        [tech_upskilling_tracks] Lernpfade
        [employer_branding_advocacy] Paare
        [customer_candidate_insight] Teams
        [global_remote_exchange] Austauschpaare
        [erg_led] Lernpfade
        [embedded_in_ld] Paare
       *[other] { $english }
    }
model-purpose = { $model ->
        [executive_digital_fluency] Junge Talente zeigen der Geschäftsleitung, wie digitale Plattformen und KI-Werkzeuge genutzt werden und was Jüngere von Kommunikation, Flexibilität und Inklusion erwarten.
        [innovation_pods] Kleine, bewusst flache Gruppen über Funktionen hinweg, in denen junge Mentoren und ranghohe Führungskräfte an einer geschäftlichen Aufgabe arbeiten.
        [dei_circles] Zirkel von Menschen mehrerer Generationen und Hintergründe, gemeinsam geleitet von Jüngeren, oft aus unterrepräsentierten Gruppen, die entlang von Impulsen und vertraulich über Inklusion sprechen.
        [leadership_shadowing] Eine Führungskraft verbringt einige Stunden im Monat im Arbeitsalltag einer jüngeren Person und spricht mit ihr darüber, was im Weg steht.
        [tech_upskilling_tracks] Lernpfade, je einer für ein Werkzeug, in denen Jüngere, die es beherrschen, Ältere in kleinen Gruppen oder zu zweit an echten Aufgaben unterrichten.
        [employer_branding_advocacy] Jüngere, die in sozialen Medien zu Hause sind, helfen Führungskräften und Recruiting, so über die Arbeit zu sprechen, wie sie ist.
        [customer_candidate_insight] Leitungsteams lernen von Jüngeren aus Support, Vertrieb und Recruiting, auch von neu Eingestellten, was Kundschaft und Bewerbende erleben; es endet mit Empfehlungen.
        [global_remote_exchange] Paare über Regionen und Zeitzonen hinweg, auch ohne gleichzeitige Treffen, damit die Zentrale erfährt, wie anderswo gearbeitet wird.
        [erg_led] Pfade, die Mitarbeitendennetzwerke mit ranghohen Sponsoren und einem Ziel führen: eine Richtlinie, ein Personalprozess, die Erprobung einer Leistung.
        [embedded_in_ld] Reverse Mentoring als Teil der Führungsentwicklung: Teilnahme oder Ergebnis stehen in den Leistungszielen beider Seiten, mit Training zu Feedback und psychologischer Sicherheit.
       *[other] { $english }
    }
model-logic = { $model ->
        [executive_digital_fluency] Übung in den Sitzungen zeigt sich zuerst in Tests und Sicherheit der Geschäftsleitung, dann darin, wie ihre Teams sie sehen; von oben um Rat gefragt zu werden, zeigt sich in Sichtbarkeit und Engagement der Jüngeren und zuletzt darin, wer bleibt.
        [innovation_pods] Arbeit an einer Frage über Funktionen hinweg zeigt sich in Zusammenarbeit und Ideen, dann in angenommenen Vorschlägen; wenn Führungskräfte zuhören, zeigt sich das in Sichtbarkeit und Einfluss der Jüngeren.
        [dei_circles] Vertrauliches Sprechen zeigt sich in Verständnis und psychologischer Sicherheit im Zirkel, dann in inklusivem Verhalten, das anderen auffällt, und zuletzt im Abstand zwischen Gruppen.
        [leadership_shadowing] Stunden in der Arbeit anderer zeigen sich darin, was Führungskräfte von ihr wissen, dann in Entscheidungen und Flexibilität, die ihre Teams sehen, und in Reibungspunkten, die benannt und behoben werden; nach oben lehren zu dürfen, zeigt sich in der Sichtbarkeit der Jüngeren.
        [tech_upskilling_tracks] Training zeigt sich zuerst in Anmeldungen, dann in Tests und Sicherheit, während die Angst sinkt; ein Pfad, der nur besucht wird, bewegt nichts davon. Als kundig zu gelten, zeigt sich im Engagement der Jüngeren.
        [employer_branding_advocacy] Übung zeigt sich darin, was beide Seiten veröffentlichen, dann in Empfehlungen und darin, wer sich bewirbt; ob die Stimme glaubwürdig ist, zeigt, wie Beschäftigte und Bewerbende von der Organisation sprechen. Gesehen zu werden kann psychologische Sicherheit kosten; darauf ist zu achten.
        [customer_candidate_insight] Aus erster Hand zu hören zeigt sich darin, was Führungskräfte von Kundschaft und Bewerbenden wissen, dann in angenommenen Empfehlungen und zuletzt in der Erfahrung der Bewerbenden; gehört zu werden zeigt sich darin, wie sicher sich Jüngere beim Sprechen fühlen.
        [global_remote_exchange] Der Austausch braucht Paare über Regionen hinweg; er zeigt sich im Verständnis der Regionen, dann in Zusammenarbeit und Inklusion und zuletzt darin, wer wo bleibt.
        [erg_led] Ein klarer Weg von der Einsicht zur Tat zeigt sich in angenommenen Vorschlägen, in Zugehörigkeit und Inklusion der Gruppe und zuletzt darin, wer bleibt; Sponsoren erfahren, was die Gruppe erlebt.
        [embedded_in_ld] Ziele für beide Seiten lassen Verhalten dauern, was Teams in Feedbackrunden sehen; ein klarer Weg zu Einfluss zeigt sich in der Absicht der Jüngeren zu bleiben, in Beförderungen und darin, wer bleibt.
       *[other] { $english }
    }
model-question = { $place ->
        [executive_digital_fluency-1] Was läuft anders, seit der Mentor es gezeigt hat, und wem ist es aufgefallen?
        [executive_digital_fluency-2] Welche der gelernten Werkzeuge nutzt das eigene Team jetzt?
        [executive_digital_fluency-3] Wann hat zuletzt eine jüngere Person mit einem Hinweis eine Entscheidung verändert?
        [innovation_pods-1] Welche Vorschläge der Gruppen wurden angenommen, welche abgelehnt, und haben die Gruppen den Grund erfahren?
        [innovation_pods-2] Wer spricht in den Gruppen zuerst und am längsten?
        [innovation_pods-3] Was stand zwischen einer guten Idee und ihrer Annahme?
        [dei_circles-1] Was haben die Zirkel gesagt, das keine Umfrage gezeigt hatte, und was folgte daraus?
        [dei_circles-2] Wer trägt die Zirkel, und sind es immer dieselben?
        [dei_circles-3] Hat offenes Sprechen für jemanden Nachteile?
        [leadership_shadowing-1] Was war zu sehen, das vorher unbekannt war, und was wurde geändert?
        [leadership_shadowing-2] Welche unserer Regeln befolgt niemand, und warum?
        [leadership_shadowing-3] War der Besuch der eines Gastes oder der einer vorgesetzten Person?
        [tech_upskilling_tracks-1] Welche der Werkzeuge werden drei Monate nach dem Lernpfad noch genutzt?
        [tech_upskilling_tracks-2] Können Menschen hier fragen, wie ein Werkzeug funktioniert, ohne das Gesicht zu verlieren?
        [tech_upskilling_tracks-3] Welches Werkzeug sollten wir nicht mehr kaufen?
        [employer_branding_advocacy-1] Klängen die Beiträge genauso, wenn niemand sie freigegeben hätte?
        [employer_branding_advocacy-2] Fühlen sich jene, die öffentlich für uns sprechen, so sicher wie zuvor?
        [employer_branding_advocacy-3] Wer bewirbt sich jetzt, der es vorher nicht tat?
        [customer_candidate_insight-1] Welche Empfehlung wurde angenommen, und bis wann merken es Kundschaft oder Bewerbende?
        [customer_candidate_insight-2] Was sagen neu Eingestellte, das niemand mehr gehört hat?
        [customer_candidate_insight-3] Welche Empfehlung wurde abgelehnt, und haben ihre Urheber den Grund erfahren?
        [global_remote_exchange-1] Was wird in der Zentrale entschieden, das anderswo entschieden werden sollte?
        [global_remote_exchange-2] Welche Region ist noch immer nur von Folien bekannt?
        [global_remote_exchange-3] Wer steht früh auf, damit beide sprechen können?
        [erg_led-1] Welche Richtlinie hat sich geändert, seit der Pfad begann, und wer hat sie unterschrieben?
        [erg_led-2] Zählt die Arbeit der Gruppe als Arbeit?
        [erg_led-3] Worum bittet die Gruppe, das sich nicht geben lässt, und wurde das gesagt?
        [embedded_in_ld-1] Steht Reverse Mentoring in den Zielen, und was gälte als erreicht?
        [embedded_in_ld-2] Welche jüngere Person auf dem Pfad wurde seither befördert, und wohin?
        [embedded_in_ld-3] Welches Verhalten blieb, als das Programm vorbei war?
       *[other] { $english }
    }
model-use = { $place ->
        [executive_digital_fluency-1] Ein Unterschied im Gespräch mit Bewerbenden am Anfang der Laufbahn: Hier lernt die Geschäftsleitung von ihnen.
        [executive_digital_fluency-2] Geschichten einzelner Paare, mit Einwilligung beider.
        [innovation_pods-1] In Stellenbeschreibungen und Arbeitgeberversprechen: woran Neue in ihrem ersten Jahr gearbeitet haben.
        [innovation_pods-2] Interviewfragen zu einer Aufgabe, die eine Gruppe gelöst hat.
        [dei_circles-1] Inklusive Anzeigen: Worte, die Zirkel gelesen haben, bevor sie hinausgehen.
        [dei_circles-2] Interviews ohne Voreingenommenheit: was Zirkel darüber gesagt haben, wie es ist, befragt zu werden.
        [leadership_shadowing-1] Langsame Schritte der Einstellung und Reibung im Bewerbungssystem, die Führungskräfte nun selbst gesehen haben.
        [leadership_shadowing-2] Ein Beleg, dass Führungskräfte die Arbeit kennen, für die sie einstellen.
        [tech_upskilling_tracks-1] Neue Wege der Suche, verstandene KI in der Vorauswahl, datengestützte Einstellung: was das Recruiting auf den Pfaden gelernt hat.
        [tech_upskilling_tracks-2] Lernen bei der Arbeit, in Anzeigen erzählt, mit dem Befund dahinter.
        [employer_branding_advocacy-1] Eine Inhaltsreihe, ein Tag im Leben, Geschichten auf der Karriereseite, von Menschen, die zugestimmt haben.
        [employer_branding_advocacy-2] Empfehlungen: welche Stimmen Bewerbende bringen.
        [customer_candidate_insight-1] Anzeigen, Interviewformate und wie oft Bewerbende von uns hören, geändert nach dem, was Bewerbende sagten.
        [customer_candidate_insight-2] Was neu Eingestellte gern gewusst hätten.
        [global_remote_exchange-1] Die Marke vor Ort: wie Arbeit hier in jeder Region ist, dort erzählt.
        [global_remote_exchange-2] Leistungen, die zur Region passen.
        [erg_led-1] Botschaften für Gemeinschaften, Campus und Einarbeitung, mit der Gruppe abgestimmt.
        [erg_led-2] Richtlinien und Leistungen, die aus den Pfaden hervorgingen.
        [embedded_in_ld-1] Ein Beleg für Entwicklung und Inklusion darin, wie Menschen vorankommen, nicht in einem einzelnen Ereignis.
        [embedded_in_ld-2] Was ein Entwicklungspfad für jemanden bereithält, der jetzt beginnt.
       *[other] { $english }
    }
model-needs = { $place ->
        [executive_digital_fluency-1] einem jungen Talent
        [executive_digital_fluency-2] einem Mitglied der Geschäftsleitung
        [innovation_pods-1] einem jungen Mentor
        [innovation_pods-2] einer ranghohen Führungskraft
        [dei_circles-1] einer jüngeren Person, die leitet
        [dei_circles-2] Mitgliedern
        [leadership_shadowing-1] einer jüngeren Person, die begleitet wird
        [leadership_shadowing-2] einer Führungskraft, die begleitet
        [tech_upskilling_tracks-1] einer jüngeren Person, die das Werkzeug kennt
        [tech_upskilling_tracks-2] jemandem, der es lernt
        [employer_branding_advocacy-1] einer jüngeren Person, die in sozialen Medien zu Hause ist
        [employer_branding_advocacy-2] einer Führungskraft oder jemandem aus dem Recruiting
        [customer_candidate_insight-1] einer jüngeren Person mit Kundenkontakt
        [customer_candidate_insight-2] einer Führungskraft
        [global_remote_exchange-1] einer jüngeren Person in einer Region
        [global_remote_exchange-2] einer Führungskraft in einer anderen
        [erg_led-1] einer jüngeren Person des Netzwerks
        [erg_led-2] einem ranghohen Sponsor
        [embedded_in_ld-1] einer jüngeren Person auf dem Entwicklungspfad
        [embedded_in_ld-2] einer Führungskraft auf dem Entwicklungspfad
       *[other] { $english }
    }
model-needs-all = allen, die es braucht


## How the programmes run (src/report/language/health.rs)

step =
    .invited = Eingeladen
    .enrolled = Angemeldet
    .started = Begonnen
    .active = Aktiv
    .completed = Abgeschlossen
    .dropped = Abgebrochen
    .ended = Beendet, unbekannt wie
aspect =
    .sessions = Gehaltene Sitzungen, von den bisher geplanten
    .interval = Tage von einer Sitzung zur nächsten
    .drift = Wachstum dieser Zeit von einer Sitzung zur nächsten
    .long-gap = Paarungen, die mehr als drei Takte ohne Sitzung blieben
    .quiet = Laufende Paarungen ohne Sitzung in den letzten zwei Takten
    .cancelled = Abgesagte Sitzungen
    .no-show = Sitzungen, zu denen jemand nicht kam
    .minutes = Minuten einer gehaltenen Sitzung
    .one-sided = Paarungen ohne eine ihrer Seiten
    .forms-one-side = Paarungen mit Formularen nur einer Seite
    .form-gap = Noten auf Formularen, Mentoren minus Mentees
    .generations = Generationen zwischen den Seiten
    .load = Paarungen je Mentor
    .several = Mentoren in mehreren Paarungen zugleich
    .busiest = Paarungen, die das am stärksten belastete Zehntel der Mentoren trägt
aspect-off-model = { $pairings }, die nicht so sind: { $asked }
aspect-topic = Sitzungen zu „{ $topic }“
aspect-safety = { $outcome }, Mentoren minus Mentees derselben Paarung
aspect-across = Paarungen, deren Seiten sich in { $attribute } unterscheiden
aspect-alike = Paarungen, deren Seiten sich in { $attribute } gleichen
aspect-shared = { CAPITAL($attribute) }, die beide Seiten angeben, von allen, die eine angibt
aspect-few = Paarungen je Mentor mit { $attribute } { $value }, geteilt durch die anderer Mentoren
aspect-dose = { $outcome }: Veränderung, die mit einer weiteren Sitzung einhergeht, { people } (ein Zusammenhang, kein Effekt)
    .leaving = { $outcome }: Abgang von Tag { $first } bis Tag { $last }, der mit einer weiteren Sitzung davor einhergeht, { people } (ein Zusammenhang, kein Effekt)
shape-size = von { $people } Menschen
shape-role = mit { $who }
shape-across = mit verschiedenen Werten von { $attribute }
off-model = In „{ $programme }“ sind { $number } von hundert nicht so, wie das Modell es verlangt: { $pairings } { $asked }.
    .none = In „{ $programme }“ ist nichts so, wie das Modell es verlangt: { $pairings } { $asked }.
written =
    .days = {" "}Tage
    .minutes = {" "}Minuten
    .deviations = {" "}Standardabweichungen
    .percentage-points = {" "}Prozentpunkte
    .points = {" "}Punkte
    .times = -fach
sign =
    .power = Machtgefälle zwischen den Seiten
    .quiet = Verstummte Paarungen
    .one-sided = Einseitige Paarungen
    .off-model = Paarungen anders als im Modell
    .drift = Treffen werden seltener
    .gaps = Lange Lücken
    .expectations = Verschiedene Erwartungen
    .tokenism = Wenige dienen vielen
    .matching = Gleiche mit Gleichen gepaart
    .sponsor = Kein Sponsor
    .training = Kein Training
sign-rule =
    .power = Mentoren { $limit } Punkte oder mehr unter Mentees bei psychologischer Sicherheit, Bereich unter 0
    .share = { $limit } % oder mehr, gemessen an der unteren Grenze
    .off-model = { $limit } % oder mehr der Paarungen brechen eine Regel ihres Modells
    .drift = Zeit zwischen Sitzungen wächst um { $limit } % oder mehr von einer zur nächsten, Bereich über 0
    .expectations = Noten { $limit } Standardabweichungen oder mehr auseinander, Bereich ohne 0
    .tokenism = eine Gruppe von unter 15 % der Mentoren mit dem { $limit }-Fachen der Paarungen anderer oder mehr, Bereich über 1
    .matching = { $limit } Punkte oder mehr ähnlicher als beim Los, p unter { $p } geteilt durch die betrachteten Merkmale
    .sponsor = Gestaltung: Sponsor „none“ oder ohne Teilnahme
    .training = Gestaltung: Mentoren oder Mentees sind nicht unter den Trainierten
sign-verdict =
    .raised = schlägt an
    .clear = schlägt nicht an
    .not-judged = nicht beurteilt
    .not-meant = in diesem Modell kein Zeichen
sign-raised =
    .power = In „{ $programme }“ fühlen sich Mentoren beim offenen Sprechen weniger sicher als die Mentees derselben Paarungen: { $number } Punkte niedriger.
    .quiet = In „{ $programme }“ haben sich { $number } von hundert laufenden Paarungen seit zwei geplanten Abständen nicht getroffen.
    .one-sided = In „{ $programme }“ fehlt { $number } von hundert Paarungen eine ihrer beiden Seiten.
    .off-model = In „{ $programme }“ sind Paarungen nicht so, wie das Modell es verlangt.
    .drift = In „{ $programme }“ werden Treffen seltener: Die Zeit dazwischen wächst um { $number } % von einem zum nächsten.
    .gaps = In „{ $programme }“ blieben { $number } von hundert Paarungen mehr als drei geplante Abstände ohne Sitzung.
    .expectations = In „{ $programme }“ geben Mentoren auf denselben Formularen deutlich { $way ->
            [down] niedrigere
           *[up] höhere
        } Noten als die Mentees derselben Paarungen.
    .tokenism = In „{ $programme }“ trägt eine kleine Gruppe viel: Mentoren mit { $attribute } { $value } bedienen jeweils { $number }-mal so viele Paarungen wie andere.
    .matching = In „{ $programme }“ werden Gleiche mit Gleichen gepaart: { $number } von hundert Paarungen gleichen sich in { $attribute }; beim Los wären es { $against }.
    .sponsor = In „{ $programme }“ ist kein ranghoher Sponsor als beteiligt verzeichnet.
    .training = In „{ $programme }“ sind nicht beide Seiten als trainiert verzeichnet.
sign-action =
    .power = Beide Seiten auf offenes Sprechen vorbereiten und Mentoren eine Anlaufstelle außerhalb der Paarung geben.
    .quiet = Jede dieser Paarungen noch diese Woche fragen, ob sie weitermacht, neu gepaart wird oder gut endet; die Programmleitung hat die Liste.
    .one-sided = Die verbliebene Seite neu paaren oder die Paarung schließen.
    .off-model = Sie neu bilden oder angeben, dass das Programm einem anderen Modell folgt; aus den Ergebnissen wurde deshalb nichts weggelassen.
    .drift = Die übrigen Termine im Voraus festlegen und zur Halbzeit nachfragen.
    .gaps = Sitzungen einen Kalender, eine Tagesordnung und einen Ersatztermin geben.
    .expectations = Beide Seiten zu Beginn aufschreiben lassen, was sie erwarten, und zur Halbzeit vergleichen.
    .tokenism = Den Kreis erweitern, bevor wieder dieselben gefragt werden, und die Arbeit als Arbeit zählen.
    .matching = Ansehen, wie Partner gewählt werden; nach Zielen paaren und nach dem, was jede Seite mitbringt.
    .sponsor = Einen ranghohen Sponsor mit Aufgabe und Terminen benennen.
    .training = Beide Seiten vor der ersten Sitzung trainieren: Feedback geben, zuhören, offen sprechen.


## Pages (src/report/page)

# Ein Bereich, allein und hinter seinem Wert.
between = { $low } bis { $high }
spread = { $value } ({ between })

versus = { $method ->
        [lottery_itt] nicht gezogene Bewerbende
       *[other] vergleichbare Beschäftigte, die nicht beigetreten waren
    }
    .dative = { $method ->
        [lottery_itt] nicht gezogenen Bewerbenden
       *[other] vergleichbaren Beschäftigten, die nicht beigetreten waren
    }

# Eine Zeile in Kürze: über wen, worüber.
about = { CAPITAL($who) }: { topic }
whom-of = { CAPITAL(people) } · { $programme }

page-leaders = Für Führungskräfte
page-analysts = Für die Analyse
page-recruiters = Für das Recruiting
page-overview = Übersicht
index-lede = { $compared } { $tally }.
index-compared = { $n ->
        [0] Teilnehmende
        [1] Teilnehmende an „{ $name }“
       *[other] Teilnehmende an { $count } Programmen
    } im Vergleich mit { $design ->
        [lot] nicht gezogenen Bewerbenden
        [both] vergleichbaren Beschäftigten, die nicht beigetreten waren, oder mit nicht gezogenen Bewerbenden
       *[matched] vergleichbaren Beschäftigten, die nicht beigetreten waren
    }, beide vom selben Starttag an.
index-leaders = Die Antwort, wie sicher sie ist, für wen sie gilt und was als Nächstes zu tun ist. Fünf Minuten.
index-analysts = Jeder Befund mit seinen Prüfungen, die Methoden und woher die Daten stammen.
index-recruiters = Was öffentlich gesagt werden darf, mit Fußnoten und fertigen Texten.
index-csv = jeder Befund als Tabelle für jedes Programm
index-workbook = dasselbe für Tabellenprogramme, ein Blatt je Thema
index-parquet = dasselbe für Datenwerkzeuge
index-json = dasselbe für Webwerkzeuge
index-run-file = was gelaufen ist: Dateien, Einstellungen, Zeilenbuch
index-data = Daten bis
index-programmes = Programme
index-outcomes = Zielgrößen
index-inputs = Eingabedateien
index-rows = Gelesene Zeilen
index-shown = Gezeigte Befunde
index-hidden = Zum Schutz von Menschen verborgene Befunde
index-insufficient = Befunde ohne Schätzung
index-run-on = Lauf vom
answers-title = { $n ->
        [0] Keine Frage wurde gestellt
        [1] { $firm ->
            [0] Die eine Frage hat noch keine belastbare Antwort
           *[other] Die eine Frage hat eine belastbare Antwort
        }
       *[other] { $firm ->
            [0] Keine von { $count } Fragen hat bisher eine belastbare Antwort
            [1] Eine von { $all } Fragen hat eine belastbare Antwort
           *[other] { CAPITAL($some) } von { $all } Fragen haben eine belastbare Antwort
        }
    }
answer-range = { $answer } Der Bereich: { $range }.

leaders-no-curve = Eine Kurve des Verbleibs lässt sich nicht zeigen: Entweder wurde nicht nach Abgängen gefragt, oder zu wenige Menschen konnten beobachtet werden.
leaders-no-question = An diese Daten konnte noch keine Frage gestellt werden.
leaders-no-comparison = Noch lässt sich nichts vergleichen: Teilnehmende sind unten beschrieben, ein Unterschied wird nicht behauptet.
leaders-no-answer = Noch lässt sich nichts zeigen: Keine Frage hat eine Antwort, die auf genügend Menschen beruht.
leaders-but-worse = Aber: Bei { topic } stehen { $who } deutlich schlechter da als { compared }.
leaders-lede = Verglichen wurden { $treated } { people } { $everywhere ->
        [yes] aller Programme
       *[no] von „{ $programme }“
    } mit { $controls } { versus.dative }, beide vom selben Starttag an gezählt.
leaders-gloss = Beim Reverse Mentoring sind die Mentoren die jüngere und die Mentees die ranghöhere Seite.
leaders-counted = { $treated } { people }
leaders-counted-both = { $treated } { people }, { $controls } { $method ->
        [lottery_itt] nicht Gezogene
       *[other] Beschäftigte
    }
leaders-worse-and-unclear = Was nicht gut lief und was noch nicht klar ist
leaders-worse = Was nicht gut lief
leaders-same-and-unclear = Was sich nicht verändert hat und was noch nicht klar ist
leaders-same = Was sich nicht verändert hat
leaders-unclear = Was noch nicht klar ist
duties-table = Negativkontrollen und Leitplanken
    .head = Zielgröße | Für wen | Aufgabe | Unterschied | 95-%-Intervall | p | Urteil
duties-control = Negativkontrolle
duties-guardrail = Leitplanke
duties-held = nicht bewegt
duties-moved = bewegt: Effekte werden zurückgehalten
duties-not-judged = nicht beurteilt
lotteries-table = Verlosungen
    .head = Programm | Rolle | Gezogen | Nicht gezogen | Anteil gezogen | Angegeben | p | Urteil
lotteries-not-declared = nicht angegeben
lotteries-as-declared = wie angegeben
lotteries-mismatch = passt nicht: Befunde werden zurückgehalten
lotteries-unchecked = nicht prüfbar
lotteries-nobody = keine Bewerbenden
gaps-table = Über Teilnehmende wie die jeder Gruppe; die Veränderung ist der Effekt auf die Gruppe weniger der auf die andere
    .head = Frage | Gruppe | Gemessen an | Abstand ohne das Programm | Abstand mit ihm | Veränderung | 95-%-Bereich | q | Evidenz
exits-table = Vermiedene Abgänge gegenüber vergleichbaren Beschäftigten; Minus heißt mehr Abgänge
    .head = Zielgröße | Für wen | Tage | Teilnehmende | Vermiedene Abgänge | 95-%-Intervall | Vermiedene Kosten | 95-%-Intervall
hazards-table = Tests der Hazards, über alle Verglichenen
    .head = Zielgröße | Für wen | Log-Rank | p | Proportionale Hazards | p | Über die ganze Zeit, zuerst zu lesen
hazards-none = nicht schätzbar
hazards-first = { $read ->
        [ratio] Hazard Ratio { $value }
       *[time] begrenzte mittlere Zeit { $value } Tage
    } ({ between })
    .hidden = { $read ->
        [ratio] Hazard Ratio
       *[time] begrenzte mittlere Zeit
    }: nicht gezeigt
differ-table = Unterschiede zwischen den gezeigten Gruppen{ $most ->
        [0] { "" }
       *[other] , die { $most } klarsten von { $all } (alle stehen in workbook.xlsx auf dem Blatt „{ $sheet }“)
    }; tau² in der quadrierten Einheit der Frage (Verhältnisse: der Logarithmen)
    .head = Frage | Nach | Gruppen | Cochrans Q | df | p | q | tau² | I²
differ-unsettled = nicht bestimmt
running-no-invitations = Kein Export sagt, wer eingeladen war und nicht begonnen hat.
running-ladder = Menschen nach dem, was aus ihnen wurde
running-who = Wer
running-dropped-out = Abgebrochen, von denen, die begannen
running-whom = { $programme }: { people }
running-hidden = nicht gezeigt
running-lines = { $programme }: { $n ->
        [one] { $count } begonnene Paarung
       *[other] { $count } begonnene Paarungen
    }
    .few = { $programme }: zu wenige Menschen, um die Zahl der Paarungen zu nennen
    .head = Was | Zahl | Bereich | Gemessen an | Paarungen oder Menschen
running-by-lot = { $percent } % bei Losentscheid; p = { $p }
running-cadence = { $days } Tage geplant
running-busiest = 10 %, wenn alle gleich viel täten
running-signs-table =
    .head = Zeichen | Schlägt an, wenn
running-own-rule = { $verdict } (hier: { $rule })
running-design = Gestaltung, wie in der Pipeline vermerkt
    .head = Programm | Merkmal | Vermerk
bound = { $side ->
        [most] höchstens
       *[least] mindestens
    } { $percent } %
hidden-small = nicht gezeigt, zum Schutz einer kleinen Gruppe
best-not-shown = { $question }. { $missing }
best-question = { CAPITAL(people) }: { $topic }{ $lot ->
        [yes] , ausgelost
       *[no] { "" }
    }
best-table = Zusammengefasst über die gezeigten Programme oder Modelle; tau² in der quadrierten Einheit der Frage
    .head = Frage | Unter | Mittlerer Effekt (Bereich) | tau² | I² | Cochrans Q | p | Urteil | Vorn oder nicht zu unterscheiden
best-contenders = Jedes Programm und Modell: eigener Wert, an den anderen gestützter Wert und Rang
    .head = Frage | Programm oder Modell | Eigener Wert (Bereich) | Gestützter Wert (Bereich) | Wahrscheinlichkeit, das Beste zu sein | Ränge
best-model = { $name } ({ $n } Programme)
recruiters-headline = { $n ->
        [0] Noch gibt es nichts zu veröffentlichen.
        [1] Eine Aussage kann veröffentlicht werden.
       *[other] { CAPITAL($count) } Aussagen können veröffentlicht werden.
    }
recruiters-lede = { $n ->
        [0] Eine Aussage braucht mäßige oder starke Evidenz für ein besseres Ergebnis und mindestens { $minimum } Menschen in jeder verglichenen Gruppe. Bisher erfüllt kein Befund beides. Bitte die Lücke nicht mit rohen Zahlen füllen: Sie vergleichen Menschen, die von Anfang an verschieden waren.
       *[other] Jede beruht auf mindestens { $minimum } Menschen je Gruppe und auf mäßiger oder starker Evidenz. Die Worte so verwenden, wie sie stehen: Sie nennen den Vergleich und behaupten keine Ursache. Die Fußnote gehört zur Aussage.
    }
recruiters-rule-comparison = Den Vergleich im Satz lassen: { $versus }.
recruiters-versus = „als vergleichbare Beschäftigte, die nicht beigetreten waren“
    .lot = wer die anderen waren
recruiters-rule-cause = Nicht sagen, das Programm habe ein Ergebnis herbeigeführt. Niemand wurde ausgelost, daher ist nur bekannt, dass beides zusammen auftritt.
    .lot = Nicht sagen, ein Programm habe ein Ergebnis herbeigeführt. Wo Plätze verlost wurden, ist bekannt, was aus dem Gezogenwerden folgte; überall sonst, dass beides zusammen auftritt.
recruiters-file-card = Karte, 1200 × 627: { $claim }
recruiters-file-chart = Grafik: { $title }
recruiters-withheld = Zu { $labels } wird nichts angeboten: Antworten, die zusammengehen sollten, tun es nicht; was gemessen wurde, ist für die Öffentlichkeit nicht sicher genug.
recruiters-how-far = Wie weit die Antworten sind
recruiters-how-firm = Wie belastbar die Antworten sind
recruiters-scheme = { $n ->
        [0] unseren Programmen
       *[other] unseren { $count } Programmen
    }
    .named = { $n ->
        [1] dem Programm „{ $names }“
       *[other] den Programmen { $names }
    }
recruiters-advert =
    Bei { $organisation } nehmen Beschäftigte an { $scheme } teil. { $claims }

    { $notes }
    .title = Für eine Stellenanzeige
recruiters-careers =
    Beschäftigte bei { $organisation } nehmen an { $scheme } teil, und wir sehen genau hin, wie das läuft. { $claims }

    { $notes }
    .title = Für die Karriereseite
recruiters-post =
    Was wissen wir bei { $organisation } von { $scheme }? Wir haben Gleiches mit Gleichem verglichen. { $claims }

    { $notes }
    .title = Für einen Social-Media-Beitrag
beside-lede = { $one } Gezeigt mit Einwilligung, die am { $day } gilt.{ $readers ->
        [public] {" "}Rolle, Generation und Programm sind nur genannt, wo genügend Teilnehmende sie teilen. Ein Zitat so verwenden, wie es steht, zusammen mit dem, was die Daten sagen, und nur solange die Einwilligung gilt: den Bericht am Tag der Veröffentlichung noch einmal laufen lassen.
       *[inside] { "" }
    }
beside-none = { $readers ->
        [public] Heute darf kein Zitat veröffentlicht werden: Jedes braucht die Einwilligung der Person, von der es stammt, für die Öffentlichkeit, und mindestens { $minimum } Menschen müssen teilgenommen haben.
       *[inside] Heute darf hier kein Zitat gezeigt werden: Jedes braucht die Einwilligung der Person, von der es stammt, für Leserinnen und Leser in der Organisation.
    }
answered-question = { $outcome }: { CAPITAL(people) }, { $programme }
overlap-whom = { $programme }, { people }
overlap-kept-out = { $n ->
        [one] { $whom }: { $count } Person aus anderen Programmen blieb aus dem Vergleich heraus.
       *[other] { $whom }: { $count } Menschen aus anderen Programmen blieben aus dem Vergleich heraus.
    }
    .hidden = { $whom }: Menschen aus anderen Programmen blieben aus dem Vergleich heraus; wie viele, wird nicht gezeigt.
overlap-table = Nach Programm und Rolle, bis zum letzten Tag des Zeitraums
    .head = Programm und Rolle | Teilnehmende auch in einem anderen Programm dieses Berichts | auch in einem Programm, das er nicht nennt | auch anders im selben Programm | von all diesen zuerst anderswo | Aus dem Vergleich gehalten: in einem anderen Programm dieses Berichts | in einem Programm, das er nicht nennt | anders im selben Programm
reliability-head = Vollständige Antworten | Cronbachs Alpha | Urteil | Jedes Item mit den übrigen | Geschwächt durch | Einigkeit der Beurteilenden
reliability-score = { $label } ({ $n ->
        [1] ein Item
       *[other] { $count } Items
    })
reliability-unrated = nicht von anderen beurteilt
reliability-low = zu niedrig
reliability-fair = mäßig
reliability-good = gut
reliability-unjudged = nicht zu beurteilen
reliability-one-item = ein Item: nicht zu beurteilen
reliability-no-items = nicht bekannt: Die Werte kamen ohne ihre Items
reliability-too-few = nicht gezeigt: Keine Welle hat vollständige Antworten von { $minimum } Menschen
reliability-not-estimable = nicht zu berechnen: zu wenige vollständige Antworten oder ein Item, das nicht variiert
reliability-weakest = { $item }{ $known ->
        [yes] {" "}(Alpha { $alpha } ohne es)
       *[no] { "" }
    }
reliability-against = { $item } läuft gegen die übrigen{ $known ->
        [yes] {" "}(Alpha { $alpha } ohne es)
       *[no] { "" }
    }: umpolen?
    .several = { $items } laufen gegen die übrigen: eines umpolen?
reliability-no-item = kein Item
reliability-raters = Mittel von { $raters } Beurteilenden { $mean }; ein einzelner { $single }; { $ratings } Urteile
reliability-few-raters = nicht gezeigt: Keine Welle hat Urteile über { $minimum } Menschen
reliability-no-raters = nicht zu berechnen: Niemand hat mehrere Beurteilende, oder die Urteile variieren nicht
aims-table = Was jedes Programm nach seinem Modell bewegen soll und was herauskam
    .head = Programm | Soll bewegen | Ziel | Gemessen als | Was herauskam
aims-not-asked = diese Menschen nicht gefragt
aims-pairings = { $percent } % der Paarungen
    .bound = { bound } der Paarungen
aims-unmeasured-takes = nicht gemessen; nötig: { $known }
aims-among = { CAPITAL(topic) } bei { $among }
analysts-left-out = Gezeichnet sind die { $most } Grafiken der wichtigsten Fragen; die Zahlen aller übrigen stehen in der Tabelle der Befunde.
analysts-design = Unterschiede sind beobachtet: Teilnehmende gegenüber vergleichbaren Beschäftigten, die bis zum selben Tag nicht beigetreten waren, keine Verlosung.
    .lot = Plätze wurden verlost: Unterschiede bestehen zwischen allen Gezogenen und allen, die sich beworben hatten und nicht gezogen wurden.
    .both = Wo die Methode eine Verlosung ist, wurden Plätze verlost; alle anderen Unterschiede sind beobachtet: Teilnehmende gegenüber vergleichbaren Beschäftigten, die bis zum selben Tag nicht beigetreten waren.
access-head = Nach | Gruppe | Berechtigt | Teilgenommen | Quote | Verhältnis zur größten Gruppe | Fishers p | Lesart
access-largest = größte Gruppe
access-adverse = Benachteiligung: unter vier Fünfteln, jenseits des Zufalls
access-by-chance = unter vier Fünfteln, aber Zufall ist eine gute Erklärung
access-within = vier Fünftel oder mehr
access-no-verdict = kein Urteil: Der Wechsel einer Person würde es umkehren
balance-table = Gewichte und was sie erreichen; Gruppen sind ähnlich, wenn kein Unterschied { $bar } übersteigt
    .head = Frage | Gewichte | Teilnehmende | Im gemeinsamen Bereich | Kontrollen | Effektive Kontrollen | Größte SMD vorher | Größte SMD nachher
balance-whom = { $outcome } · { people } · { $programme }
balance-values = { $whom } ({ $weights }){ $hidden ->
        [0] { "" }
        [one] ; { $count } Wert ist zum Schutz kleiner Gruppen nicht gezeigt
       *[other] ; { $count } Werte sind zum Schutz kleiner Gruppen nicht gezeigt
    }
    .head = Merkmal | Wert | SMD vorher | SMD nachher
at-least = mindestens { $count }
population-table = Nach Programm und Rolle; Cluster sind, was die Inferenz als unabhängig zählt
    .head = Programm | Rolle | Berechtigt | Plätze | Cluster
population-everybody = alle
population-chosen = nach Wunsch oder Auswahl vergeben
population-lot = verlost
    .declared = verlost, { $percent } % angegeben
population-pairings = Paarungen (Gruppen)
population-people = Menschen
rules-nothing = nichts
rules-never-treated = Werte und Zählungen: Berechtigte, die in den Daten nie beginnen; Zeit bis zum Ereignis: jene, die bis zum fraglichen Tag nicht begonnen hatten
rules-not-yet-treated = Berechtigte, die bis zum fraglichen Tag in keinem Programm und keiner Rolle begonnen hatten
rules-direct-reports = direkt Unterstellte von Mentees sind keine Kontrollen, ab dem Tag, an dem ihre Führungskraft Mentee wird
rules-no-spillover = niemand ist von den Kontrollen ausgeschlossen
rules-entropy = Entropy Balancing
rules-overlap = Overlap-Gewichte
rules-cem = Coarsened Exact Matching
rules-logistic = logistischer Propensity Score
rules-cells = exakte Zellen; Entropy Balancing, wo weniger als 90 % der Teilnehmenden ihre finden
rules-regression = Outcome-Regression allein
rules-ipw = inverse Wahrscheinlichkeitsgewichtung allein
rules-doubly-robust = Outcome-Regression und Propensity-Gewichtung zusammen (doppelt robust)
rules-varying = die jeweils vorige Welle
rules-universal = die letzte Welle vor dem Start
rules-response-weight = Antworten mit dem Kehrwert der Antwortquote gewichtet
rules-response-ignored = nicht berücksichtigt
rules-band = { $name } ab { $from }
rules-period = Eintrittszeitraum
    .value = { $unit ->
        [month] ein Monat
        [quarter] ein Quartal
        [half] ein Halbjahr
        [year] ein Jahr
       *[other] { $unit }
    }
rules-controls = Kontrollen
rules-spillover = Ausstrahlung
rules-adjusted = Angepasst an
rules-weights = Verlangte Gewichte
rules-scores = Werte verglichen mit
rules-base = Wellen vor dem Start gemessen an
rules-response = Fehlende Antworten
rules-many = Viele Antworten
rules-dimensions = Aufgeschlüsselt nach
rules-seed = Seed
rules-bands = Bänder
headlines-table = Jede Frage mit ihrer Antwort; die Frage führt zu ihrer Zeile mit allen Zahlen
    .head = Antwort | 95-%-Intervall | q | Roher Abstand | Evidenz
alike-table = Menschen, Balance und Vortrend hinter jedem gezeigten Vergleich
    .head = Teilnehmende | Kontrollen | Effektive Kontrollen | Größte SMD | p des Vortrends | Methode
undo-table = Wie viel eine Antwort umstoßen würde und was zu sehen gewesen wäre
    .head = Antwort | E-Wert | Kleinster erkennbarer Unterschied | Roh minus fair | Evidenz
counts-table = Zählungen: Veränderung seit vor dem Start (Differenz der Differenzen) und Verhältnis der Stände danach
    .head = Veränderung | 95-%-Intervall | Ratenverhältnis | 95-%-Intervall des Verhältnisses | Methode des Verhältnisses
thresholds-table = Geltende Schwellen
    .head = Schwelle | Wert | Gesetzt durch
facts-participants = Teilnehmende
facts-population = Grundgesamtheit
facts-method = Methode
facts-horizons = Horizonte
facts-family = Familie
facts-smallest = Kleinster Effekt, der zählt
    .value = { $size } { $unit }, { $origin ->
        [pipeline] in der Pipeline gesetzt
        [default] die Vorgabe
       *[tenth] die Vorgabe, ein Zehntel der Standardabweichung in der Ausgangswelle
    }
facts-everywhere = alle Programme zusammen
facts-whom = { $people } in { $programmes }
facts-method-line = { $name } ({ $id }): { $estimands }. Verwendet für { $place ->
        [groups] Gruppen allein
        [both] { $whom } und innerhalb von Gruppen
       *[whole] { $whom }
    }.
facts-lot = nichts: Das Los hat die Gruppen einander ähnlich gemacht
facts-left-out = { $names }; weggelassen bei der Differenz der Differenzen: { $name }, da eine Einteilung nach dem früheren Wert derselben Zielgröße die Regression zur Mitte wie einen Effekt aussehen lässt
facts-reached = { $came ->
        [all] { $asked } Tage, alle erreicht
        [none] { $asked } Tage, keiner von allen zusammen erreicht
       *[some] { $asked } Tage verlangt; gezeigt: { $reached }
    }
facts-members = die { $open }Familie{ $close } des Hauptbefunds hat hier { $n ->
        [1] einen Befund mit einer Zahl
       *[other] { $count } Befunde mit einer Zahl
    }, über Programme und Rollen
run-cutoff = Stichtag
run-pipeline = Pipeline
run-hash = SHA-256 der Pipeline
run-day = Tag des Laufs
run-tool = Werkzeug
outcomes-table = Zielgrößen
    .head = Zielgröße | Art | Aus | Gemessen mit | Erwünscht | Kleinster Effekt, der zählt
outcomes-items = Items { $items }
outcomes-reversed = umgepolt { $items }
outcomes-scale = Skala { between }
outcomes-events = Ereignisse { $events }
outcomes-competing = konkurrierend { $events }
outcomes-more = mehr
outcomes-less = weniger
outcomes-default = Vorgabe
programmes-table = Programme
    .head = Programm | Modell | Gezählt ab | Geplante Dauer | Geplanter Rhythmus
programmes-first = der ersten Mitgliedschaft
programmes-length = { $n ->
        [one] { $n } Monat
       *[other] { $n } Monate
    }{ $own ->
        [no] , wie im Modell üblich
       *[yes] { "" }
    }
programmes-rhythm = { $n ->
        [one] jeden Tag
       *[other] alle { $n } Tage
    }{ $own ->
        [no] , wie im Modell üblich
       *[yes] { "" }
    }
disclosure-table = Befunde nach Stand der Offenlegung
    .head = Stand | Befunde
disclosure-published = Gezeigt
disclosure-few = Verborgen: weniger als { $minimum } Menschen in einer Gruppe
disclosure-protected = Verborgen zum Schutz einer kleineren Gruppe
disclosure-insufficient = Nicht schätzbar, mit dem Grund in der Anmerkung
ledger-table = Zeilenbuch: gelesene Zeilen = verwendet + nicht benötigt + ausgesondert
    .head = Tabelle | Gelesen | Verwendet | Nicht benötigt | Ausgesondert
reasons-table = Warum Zeilen nicht verwendet wurden
    .head = Tabelle | Verbleib | Grund | Zeilen
reasons-not-needed = nicht benötigt
reasons-quarantined = ausgesondert
inputs-table = Eingabedateien
    .head = Tabelle | Datei | Größe | SHA-256
balance-left-out = Von den { $all } Vergleichen lassen sich hier die { $most } aufklappen, die nach der Gewichtung am wenigsten ausgeglichen sind; die Werte aller stehen in workbook.xlsx auf dem Blatt „{ $sheet }“.
findings-table = Jeder Befund
    .head = Schätzung | 95-%-Intervall | Teilnehmende / Kontrollen | Effektive Kontrollen | Stände | Roher Abstand | Gestützt | p | q | Größte SMD | p des Vortrends | Erkennbar | E-Wert | Methode | Evidenz
findings-check = eine Prüfung, kein Effekt
findings-days = { $what }, { $n ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
findings-everybody = alle
findings-poor = schlecht gemessen


## Templates and the script (report_templates)

page-skip = Zum Inhalt
page-to-the-end = bis Ende { $period }
page-nav = Seiten
page-footer = Daten bis { $cutoff }. Lauf vom { $today }, Pipeline { $run }, Counterpart { $version }.
page-question = Frage
page-back = Zurück zum Inhalt
page-numbers = Die Zahlen hinter dieser Grafik
page-note = Zuerst lesen
running-title = Wie die Programme laufen
running-sub = Nur über Teilnehmende: Stände und Zusammenhänge, nie Wirkungen. { $invitations }
running-signs = Warnzeichen
running-none = Keines schlägt an.
index-answers = Antworten
index-run = Was gelaufen ist
index-warnings = Warnungen dieses Laufs
index-words = Wie die Worte zu lesen sind
index-files = Dateien
leaders-others = Die übrigen { $n }
leaders-guardrails = Was nicht schlechter werden darf
leaders-staying = Verbleib
leaders-whom = Für wen
leaders-where = Programme
leaders-seen = Was außerdem zu sehen war
leaders-seen-sub = Stände der Teilnehmenden, ohne jemanden zum Vergleich: Sie sagen nichts darüber, was die Programme verändert haben.
leaders-next = Was als Nächstes zu tun ist
leaders-cannot = Was sich nicht sagen lässt
best-title = Welches Programm wobei vorn liegt
best-sub = Hauptergebnisse der gezeigten Programme, zusammengefasst mit normalverteilten zufälligen Effekten. Vorn liegt eines, wenn es mit einer Wahrscheinlichkeit von mindestens { $bar } % das beste ist und seine eigene Evidenz mindestens mäßig ist; sonst lassen sich jene, die zusammen { $bar } % halten, nicht unterscheiden. { $several }
best-every = Jedes Programm und Modell
best-missing = Wer im Vergleich fehlt
best-others = Die übrigen { $n }
best-objectives = Nach Ziel
best-aims = Was jedes Programm bewegen soll
best-ask = Was in der nächsten Sitzung zu fragen ist
best-uses = Wofür das Recruiting diese Programme nutzt
best-uses-sub = Ideen, keine Befunde: Was herauskam, nur mit den Worten oben sagen.
beside-title = Was die Daten sagen und was Menschen sagen
beside-data = Was die Daten sagen
beside-people = Was Menschen sagen
beside-finding = Der Befund
beside-no-question = Keine Frage dieses Berichts handelt davon.
recruiters-claims = Was gesagt werden darf
recruiters-copy-label = Mit Fußnote kopieren: Aussage { $n }
recruiters-copy-footnote = Mit Fußnote kopieren
recruiters-card-label = Karte als PNG: Aussage { $n }
recruiters-card = Karte als PNG
recruiters-finding = Der Befund dahinter
recruiters-proof = Der Beleg dahinter
recruiters-proof-sub = Aufgeführt sind nur Gruppen mit mindestens { $minimum } Menschen auf beiden Seiten und belastbarer Evidenz.
recruiters-texts = Fertige Texte
recruiters-texts-sub = Zusammengestellt aus den Aussagen oben, mit ihren Fußnoten.
recruiters-copy-text = Text kopieren: { $title }
recruiters-copy = Kopieren
recruiters-no-text = Noch gibt es keinen Text: Ein Text braucht eine Aussage, die veröffentlicht werden kann, und es gibt keine.
recruiters-downloads = Zum Herunterladen
recruiters-downloads-sub = Dateien neben dieser Seite. Jede Karte trägt ihre Fußnote.
recruiters-recruiting = Wie das Recruiting läuft
recruiters-recruiting-sub = Für die eigene Arbeit. Nichts in diesem Teil ist eine Aussage für die Öffentlichkeit.
recruiters-referrals = Empfehlungen je 100 Menschen und Quartal
recruiters-rules = Regeln für die Nutzung
recruiters-rule-footnote = Die Fußnote stehen lassen. Sie macht die Aussage fair.
recruiters-rule-down = Die Aussage zurückziehen, sobald ein späterer Bericht sie nicht mehr stützt.
answered-title = Wer geantwortet hat
answered-head-finding = Befund
answered-head-whom = Für wen
answered-head-before = Vorher
answered-head-after = Nachher
answered-head-difference = Unterschied nachher
answered-head-worst = Effekt im ungünstigsten Fall
answered-sub = Teilnehmende, dann Beschäftigte, auf deren Zusammensetzung gewichtet. Vorher: von allen im Vergleich der Anteil, der in der letzten Welle vor dem Start geantwortet hat. Nachher: davon der Anteil, der in einer späteren Welle antwortet, gemittelt wie im Befund; wer gegangen ist, antwortet nicht. Liegen diese Anteile mehr als 3 Punkte auseinander, sagt die letzte Spalte, zwischen welchen Grenzen der Effekt läge, je nachdem, wer nicht mehr antwortet; der Zufall bleibt dabei außer Acht.
answered-caption = Antwortquoten, alle; Unterschiede in Punkten mit 95-%-Intervallen
answered-groups = Antwortquoten nach Gruppe
answered-groups-caption = Antwortquoten von Gruppen; Unterschiede in Punkten mit 95-%-Intervallen
answered-drifts = Wenn die Gruppen ohnehin auseinandergelaufen wären
answered-drifts-sub = Angenommen, Teilnehmende und Beschäftigte liefen nach dem Start von Welle zu Welle weiter auseinander. Wie oft die größte Bewegung zwischen zwei Wellen vor dem Start dürfte jeder Schritt sein, bevor das Intervall eines Gesamtbefunds die Null einschließt? Schritte summieren sich, daher hält ein Befund über viele Wellen wenig aus.
answered-drifts-caption = Empfindlichkeit gegen Bewegungen, die vor dem Start begannen
answered-head-bears = Was er aushält
analysts-title = Jeder Befund, seine Prüfungen und seine Quellen
analysts-contents = Auf dieser Seite
analysts-answers = Fragen und Antworten
analysts-compared = Wer verglichen wurde und wie ähnlich sie waren
analysts-events = Vor und nach dem Start
analysts-curves = Verbleib und andere Ereignisse im Zeitverlauf
analysts-hazards = Tests der Zeiten bis zu Ereignissen
analysts-exits = Vermiedene Abgänge und ihre Kosten
analysts-counts = Zählungen
analysts-whom = Für wen
analysts-checks = Empfindlichkeit und Prüfungen
analysts-measures = Wie gut die Werte gemessen sind
analysts-access = Wer hineinkam
analysts-ledger = Zeilenbuch
analysts-hidden = Was verborgen ist
analysts-methods = Methoden
analysts-sources = Quellen
analysts-asked = Was gefragt wurde
analysts-several = Menschen in mehreren Programmen oder Rollen
analysts-several-sub = Teilnehmende zählen ab dem ersten Start in Programm und Rolle, was sie auch sonst tun. Wer als Kontrolle dienen könnte, scheidet ab dem ersten Start in irgendeiner Paarung aus, auch in Programmen, die dieser Bericht nicht nennt. „Anders“ meint eine andere Rolle oder einen Start vor dem ersten Tag des Programms. Manche Menschen zählen in mehreren Spalten.
analysts-weights = Gewichte und Balance
analysts-weights-sub = Geteilt durch die Standardabweichung der Teilnehmenden vor der Gewichtung; effektive Kontrollen nach Kish. Werte, die weniger Menschen teilen als das Minimum, werden nicht gezeigt, zählen aber bei den größten mit.
analysts-events-sub = Effekte nach Wellen seit dem Start. Punkte im schattierten Teil sollten um null liegen.
analysts-curves-sub = Gewichtete Kurven beider Gruppen: Kaplan–Meier für den Verbleib, Aalen–Johansen für Ereignisse, mit denen der Abgang konkurriert. Noch beobachtete Menschen sind ungewichtet gezählt.
analysts-hazards-sub = Chi-Quadrat-Statistiken mit einem Freiheitsgrad, gewichtet und robust nach Person. Sind die Hazards nicht proportional (p unter 0,05), mittelt eine Hazard Ratio über die Zeit, und zuerst gelesen wird die Differenz der begrenzten mittleren Zeit.
analysts-exits-sub = Der Unterschied im Verbleib mal die verglichenen Teilnehmenden; die Kosten sind das mal ihr mittleres Gehalt mal die Kosten einer Nachbesetzung. Abgänge sind weniger oder mehr als bei vergleichbaren Beschäftigten. Geldsummen haben zwei gültige Ziffern.
analysts-counts-sub = Das Verhältnis vergleicht Stände; was Teilnehmende schon vor dem Start unterschied, ist darin enthalten. Die Veränderung ist frei davon.
analysts-whom-sub = Derselbe Schätzer innerhalb jeder Gruppe. Verborgene Gruppen sind mit dem Grund genannt.
analysts-differ = Unterscheiden sich die Gruppen?
analysts-differ-sub = Cochrans Q über die gezeigten Gruppen, mindestens zwei.
analysts-gaps = Werden Abstände zwischen Gruppen kleiner?
analysts-gaps-sub = Der Effekt auf eine Gruppe weniger der auf die Gruppe, an der sie gemessen wird, je innerhalb der Gruppe. Ein Abstand soll kleiner werden, gleich welche Gruppe vorn liegt. Er ist verborgen, sobald eine seiner Seiten es ist.
analysts-checks-sub = Ein E-Wert von 1 heißt, dass das Intervall schon „kein Unterschied“ enthält. Der rohe Abstand ist das, was ein Dashboard drucken würde.
analysts-duties = Prüfgrößen, die sich nicht bewegen dürfen
analysts-duties-sub = Eine Negativkontrolle kann das Programm nicht berühren: Liegt ihr Gesamt-p-Wert unter 0,05 (geteilt durch die Zahl der Horizonte), wird jeder Effekt desselben Programms und derselben Rolle zurückgehalten. Eine Leitplanke darf nicht schlechter werden: Schlechter heißt als Schaden eingestuft oder ein Intervall ganz auf der unerwünschten Seite.
analysts-lotteries = Fiel das Los wie angegeben?
analysts-lotteries-sub = Bewerbende aller Ziehungen, jede Person einmal. Unter p = 0,001 werden die Befunde der Verlosung zurückgehalten.
analysts-measures-sub = Hängen die Items eines Werts zusammen, und sind sich die Beurteilenden einig? Gut ab 0,7, mäßig ab 0,6; Befunde zu einem Wert unter 0,6 tragen eine Warnung. Bereiche sind 95-%-Intervalle.
analysts-measures-caption = Eine Zeile je Wert; Items zählen nach der Umpolung
analysts-head-score = Wert
analysts-access-sub = Anteil der Teilnahmeberechtigten, die teilnahmen, gegenüber der größten Gruppe. Weniger als vier Fünftel von deren Quote, jenseits des Zufalls, gilt als Benachteiligung; was der Wechsel einer Person umkehren würde, erhält kein Urteil.
analysts-methods-sub = Zu den Zahlen dieses Berichts: von wem sie handeln, was sie schätzen, nach welcher Formel, wie die Unsicherheit bestimmt wird, mit welchen Schwellen. Nur was hier vorkommt, wird erklärt.
analysts-population = Wer teilnehmen konnte
analysts-outcomes = Was die Zahlen jeder Zielgröße sind
analysts-untold = Ohne gezeigte Zahl und daher hier nicht erklärt: { $labels }.
analysts-estimands = Schätzgrößen
analysts-estimands-caption = Vorkommende Schätzgrößen mit ihren Namen in den Befunddateien; g ist ein Vergleich, t eine Welle oder ein Tag, n(g) seine Teilnehmenden, 1 Teilnehmende, 0 Kontrollen
analysts-head-estimand = Schätzgröße
analysts-head-name = Name in den Befunden
analysts-head-words = In Worten
analysts-head-formula = Formel
analysts-head-rows = Gezeigte Zeilen
analysts-formulas = Formeln
analysts-uncertainty = Unsicherheit.
analysts-thresholds = Schwellen
analysts-no-ledger = Diesem Bericht wurde kein Zeilenbuch übergeben.
analysts-reasons = Gründe
analysts-compared-sub = Wer teilnehmen konnte und wer als Kontrolle dient, steht unter { $open }Methoden{ $close }. Standardisierte Mittelwertsdifferenzen (SMD) gelten für alles, woran angepasst wurde, vor und nach der Gewichtung.
analysts-lede = { $tally }. { $design }
leaders-footer = Jede Zahl führt zu ihrer Zeile auf der { $open }Seite für die Analyse{ $close }: Methode, Stichprobe, Prüfungen.
beside-quote = „{ $quote }“
beside-on = { $speaker }, zu { $theme }
beside-copy = Kopieren
    .label = Kopieren: Zitat { $place }
beside-copy-both = Mit den Daten kopieren
    .label = Mit den Daten kopieren: Zitat { $place }
findings-sub = Intervalle der Zeilen von Ereignisstudien sind simultan, alle anderen punktweise. Unterschiede sind Teilnehmende minus Kontrollen. Eine leere Zelle trifft nicht zu oder wird nicht gezeigt.
findings-without-script = Hier stehen die Zeilen, die eine Frage beantworten, und jene, die andere Seiten zitieren. Alle { $total } stehen in { $open }findings.csv{ $close }; mit eingeschalteten Skripten zeigt auch diese Seite sie.
findings-filter = Zeilen mit
findings-which = aus
    .all = allen Befunden
    .lead = Antworten auf Fragen
    .shown = Befunden mit einer Zahl
findings-caption = { $total } Befunde; ein verborgener ist mit dem Grund genannt
findings-head-what = Was
findings-head-note = Anmerkung
findings-earlier = Frühere Zeilen
findings-later = Spätere Zeilen
script-copied = Kopiert
script-press = Strg+C drücken zum Kopieren
script-link = Link
    .label = Link zu dieser Zeile
script-count = { $shown } von { $all } Befunden
script-rows = Zeilen { $from } bis { $to } von { $all }
    .none = Keine Zeile


## Charts and their tables (src/report/exhibit, src/report/chart)

chart-no-estimate = keine Schätzung: { $why }
chart-fewer-stayed = ← weniger blieben
chart-more-stayed = mehr blieben →
chart-left-worse = ← schlechter
chart-right-better = besser →
chart-left-better = ← besser
chart-right-worse = schlechter →

chart-unit = { $class ->
        [exit] { $span ->
            [end] { $label }, { chart-unit.difference }
           *[other] Wie viele mehr von hundert nach { length.dative } geblieben waren
        }
       *[other] { $span ->
            [end] { $label }, { chart-unit.difference }
           *[other] { $label } innerhalb von { length.dative }, { chart-unit.difference }
        }
    }
    .difference = { $rate ->
        [yes] Unterschied { $unit }
       *[no] Unterschied in { $unit }
    }
chart-more = { $more ->
        [0] { "" }
       *[other] {" "}Die ersten { $more } sind gezeichnet, alle stehen in der Tabelle.
    }
chart-groups = { $unit }, nach { $dimension }: { $who }.{ $shrunk ->
        [yes] {" "}Gefüllt: gestützt durch das, was die anderen Gruppen zeigen; hohl: die Gruppe für sich.
       *[no] { "" }
    }{ $overlap }{ chart-more }
    .table = { $unit }, nach { $dimension }
    .head = Gestützter Wert (Bereich) | Eigener Wert (Bereich) | Teilnehmende | Beschäftigte | Evidenz
    .line = { $label }: { $text }, { $word }.
    .hidden = { $label }: { $reason }.
chart-programmes = { $unit }, { people }. Jedes gegenüber { $design ->
        [lot] seiner eigenen Vergleichsgruppe
       *[matched] vergleichbaren Beschäftigten, die nicht beigetreten waren
    }.
    .head = Programm
chart-left-out = {" "}Ohne Schätzung an dieser Stelle: { $names }.
starts-title = { $n ->
        [0] Wer wann begann
        [1] Alle Gezeigten begannen in diesem Zeitraum: { $period }
       *[other] Die meisten Gezeigten begannen in diesem Zeitraum: { $period }
    }
starts-sub = Menschen, die begannen, { $n ->
        [1] { $low }
       *[other] je Zeitraum, { between }
    }; die Zahl rechts ist die Summe des Gezeigten.{ $ring ->
        [yes] {" "}Ein kleiner Ring ist eine Zahl, die nicht gezeigt wird.
       *[no] { "" }
    }{ chart-more }
starts-shown = { $count } gezeigt
starts-row = { $programme }, { $who }
    .line = { $programme }, { $who }: { $total }.
starts-table = Menschen, die begannen
    .head = Programm und Rolle
tally-line = { $word }: { $count }.
tally-sub = Gestellte Fragen (Zielgröße, Programm und Rolle) nach der Evidenz ihrer Hauptantwort
tally-table = Fragen nach Evidenz
    .head = Evidenz | Fragen
survival-share = { $shows ->
        [with] Anteil mit „{ $label }“
       *[without] { $class ->
            [exit] Anteil noch da
           *[other] Anteil ohne „{ $label }“
        }
    }
survival-sub = { survival-share }, von hundert; Bänder zeigen die Unsicherheit.{ $shows ->
        [with] {" "}Wer vorher ging, zählt als ohne.
       *[without] { "" }
    }{ $counted ->
        [yes] {" "}Gezählt: Abgänge der Art { $events }.
       *[no] { "" }
    }{ $axis ->
        [starts] {" "}Die senkrechte Achse beginnt bei { $end }, nicht bei null.
        [ends] {" "}Die senkrechte Achse endet bei { $end }, nicht bei hundert.
       *[whole] { "" }
    } Wer in mehreren Vergleichen dient, zählt in jedem.
survival-description = { survival-share } von hundert am Tag { $day }: { CAPITAL(people) } { $treated }, vergleichbare Beschäftigte { $controls }.
survival-control = Vergleichbare Beschäftigte
survival-followed = Noch beobachtete Menschen
    .both = Beobachtet: { people }, dann Beschäftigte
survival-axis = Monate seit dem gemeinsamen Starttag
survival-table = Von hundert, mit 95-%-Grenzen in jedem Monat
    .head = Monate | { CAPITAL(people) } | { CAPITAL(people) }, beobachtet | { survival-control } | { survival-control }, beobachtet
candidates-line = { $name }: { $cell } über die ganze Zeit.
waves-sub = Unterschied in { $unit } nach Wellen seit dem Start; Balken sind simultane Bänder. { $base ->
        [previous] Vor dem Start wird jede Welle an der vorigen gemessen.
       *[one] Der hohle Punkt ist die Ausgangswelle.
    }
waves-line = Welle { $wave }: { spread }.
waves-table = Wellen seit dem Start
    .head = Welle | Schätzung | Untere Grenze | Obere Grenze | Teilnehmende | Kontrollen
waves-before = vorher
waves-start = Start
waves-axis = Wellen seit dem Start
love-sub = Standardisierte Mittelwertsdifferenz; hohl vor der Gewichtung, gefüllt danach. Das schattierte Band ist plus oder minus { $bar }.{ $more ->
        [0] { "" }
       *[other] {" "}Die { $more } größten sind gezeichnet, alle stehen in der Tabelle.
    }
love-description = Größter Unterschied nach der Gewichtung: { $worst }.
love-table = Standardisierte Mittelwertsdifferenzen
    .head = Merkmal | Vorher | Nachher
love-axis = standardisierte Mittelwertsdifferenz
raw-fair = Unterschied in { $unit }. Hohl: Teilnehmende gegenüber allen anderen. Gefüllt: gegenüber { compared.dative }, vom selben Starttag an.
    .raw = roher Abstand { $size }
    .fair = fairer Abstand { $size }
    .line = { $label }: roher Abstand { $raw }, fairer Abstand { $fair }.
    .table = Roher und fairer Abstand
    .head = Frage | Roher Abstand | Fairer Abstand
spark-title = Bereich: { $label }
spark-description = { $value }, Bereich { between }; die gestrichelte Linie ist kein Unterschied.
chart-best = vorn: { $percent } %
    .line = { $name }: { $value }, vorn in { $percent } von hundert Fällen.
    .head = Name | Gestützter Wert (Bereich) | Eigener Wert (Bereich) | Vorn mit
public-title = { CAPITAL($who) } blieben länger als { versus }
public-sub = Wie viele mehr von hundert geblieben waren, in ganzen Zahlen; nur Gruppen, die veröffentlicht werden dürfen.
public-table = Verbleib, in ganzen Zahlen
    .head = Menschen | Nach | Mehr von 100 blieben | Bereich | Teilnehmende | { CAPITAL(compared) }
public-about = etwa { $count }
public-after = nach { length.dative }
public-line = { $label }, { $after }: { $size }.
