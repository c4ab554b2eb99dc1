### English: every word that a reader of the reports sees. How sentences are written: see README.md beside this folder.
### Functions: CAPITAL($text) makes the first letter large; INSIDE($label) makes it small, unless it begins a name.


## Words that sentences share

# The people of a role. $role is the id of a role, or `any`.
people = { $role ->
        [mentor] mentors
        [mentee] mentees
        [co_lead] co-leads
        [sponsor] sponsors
        [member] members
       *[any] participants
    }
    .dative = { people }

# Whom a row is about. What candidates did is theirs, not of those who referred them.
whose = { $candidates ->
        [yes] { $role ->
            [any] all candidates
           *[other] candidates referred by { people }
        }
       *[no] { people }
    }
    .dative = { whose }

# The same, said once more for those drawn by lot, with the programme where there are several ($programme is empty where there is one).
who = { whose }{ $drawn ->
        [yes] {" "}drawn by lot
       *[no] { "" }
    }{ $several ->
        [yes] {" "}in { $programme }
       *[no] { "" }
    }
    .dative = { who }

# Who stands on the other side of a comparison, in short. $method is the id of a method.
compared = { $method ->
        [lottery_itt] applicants who were not drawn
       *[other] similar colleagues
    }
    .dative = { compared }

# A horizon as a length of time. $span is its id, $days the number of days where it has none.
length = { $span ->
        [three-months] three months
        [six-months] six months
        [nine-months] nine months
        [a-year] a year
        [eighteen-months] eighteen months
        [two-years] two years
        [three-years] three years
        [one-day] one day
       *[days] { $days } days
    }
    .dative = { length }

within = { $span ->
        [end] by the end
       *[other] within { length }
    }

# What a question is about, inside a sentence. $class is the kind of outcome, $label what the user calls it.
topic = { $class ->
        [exit] { $span ->
            [end] staying
           *[other] staying for { length }
        }
        [promotion] promotion { within }
        [move] a move to another job { within }
        [step] promotion or a move { within }
        [event] { INSIDE($label) } { within }
       *[other] { INSIDE($label) }
    }

# The people of each role, as single words.
people-of =
    .mentor = mentors
    .mentee = mentees
    .co_lead = co-leads
    .sponsor = sponsors
    .member = members
    .any = participants

everybody = everybody
not-stated = Not stated

# A list of two or more: $first are all but the last, with commas.
list = { $first } and { $last }

# The words of evidence, and what they mean.
evidence =
    .strong = strong evidence
    .moderate = moderate evidence
    .first-signs = first signs, not firm
    .same = no difference that matters
    .unclear = not clear yet
    .signs-of-worse = first signs of worse
    .worse = clearly worse
    .description = description only
    .hidden = not shown
evidence-means =
    .strong = The difference is very unlikely to be chance, the two groups were alike in what we measured, there were enough people, and something unmeasured would have to be sizeable to explain it away.
    .moderate = Very unlikely to be chance, and all but one of the other checks were passed.
    .first-signs = The numbers point in the wanted direction, but chance remains a fair explanation.
    .same = The whole range lies inside what was agreed beforehand to be too small to matter. A firm result, not a lack of data.
    .unclear = The range includes both better and worse. More people or more time may settle it.
    .signs-of-worse = The numbers point in the unwanted direction, but chance remains a fair explanation.
    .worse = The result is on the unwanted side and very unlikely to be chance.
    .description = A figure about participants without anybody to compare them with.

# Why a row shows no figure, in a few words; and the same for analysts.
hidden-primary = not shown: fewer than { $minimum } people
hidden-secondary = not shown, to protect a smaller group
hidden-insufficient = no estimate possible
status =
    .published = published
    .primary = hidden: too few people
    .secondary = hidden: protects another
    .insufficient = not estimable

estimand =
    .att = average effect on the treated
    .att-event = effect at event time
    .att-dynamic = mean of event-time effects
    .att-group = cohort effects by cohort size
    .att-calendar = mean of wave effects
    .att-cohort = effect on one cohort
    .att-wave = effect at one wave
    .retention = retention difference
    .incidence = cumulative incidence difference
    .rmst = difference of restricted mean time
    .hazard = hazard ratio
    .rate-ratio = rate ratio
    .rate-difference = rate difference
    .shares = difference of shares
    .gap = change of the gap
    .mean = mean
    .share = share
    .rate = rate
    .count = count

method =
    .dr-did = doubly robust difference-in-differences
    .or-did = difference-in-differences, outcome regression
    .ipw-did = difference-in-differences, inverse probability weighting
    .km-exact = Kaplan–Meier, exact cells
    .km-entropy = Kaplan–Meier, entropy balancing
    .km-overlap = Kaplan–Meier, overlap weights
    .km-cem = Kaplan–Meier, coarsened exact matching
    .km-logistic = Kaplan–Meier, logistic propensity score
    .aalen-johansen = Aalen–Johansen
    .cox = weighted Cox regression
    .poisson = weighted Poisson rate ratio
    .negative-binomial = weighted negative binomial rate ratio
    .newcombe = two proportions, Newcombe interval
    .lottery = lottery, intention to treat
    .description = description

# The same in plain words, for footnotes of public claims.
method-plain =
    .change = change since before the start, compared with the change among similar colleagues over the same time (not a randomised trial)
    .followed = both groups followed from the same day, the comparison group weighted to the same mix of people (not a randomised trial)
    .compared = comparison with similar colleagues (not a randomised trial)
    .lottery = applicants drawn by lot compared with applicants who were not drawn, whether or not they took part (a randomised trial)
    .description = description without a comparison

# A unit beside a number.
unit =
    .points = points of 100
    .percentage-points = percentage points
    .days = days
    .ratio = ratio
    .quarter = per 100 people per quarter
    .minutes = minutes
    .marks = marks
    .pairing = per pairing

# Names in order, between spaces.
months = January February March April May June July August September October November December
numbers-to-twelve = zero one two three four five six seven eight nine ten eleven twelve

about-number = about { $number }
not-a-number = not a number
money = { $currency } { $number }
bytes = { $number } bytes
period-quarter = { $year } Q{ $part }
period-half = { $year } H{ $part }


## What to do next (src/report/language/advice.rs)

advice-look-into = Look into { topic } among { $who } before anything is extended.
    .reason = It is worse than among { compared }: { $size }.
advice-keep-measuring = Keep measuring { topic } among { $who }{ $groups ->
        [none] : so far the result is clear.
       *[other] , and look closely at { $clear }, where the result is clear.
    }
    .reason = Against { compared }: { $size }.
advice-rethink = Do not count on a difference in { topic } among { $who }.
    .reason = The difference is too small to matter: { $size }.
advice-wait = Wait before judging { topic } among { $who }: it takes more time or more people.
    .reach = With the people measured so far, only a difference of { $mde } { $unit } or more would have been seen reliably.
    .wide = The range is still wide: { $size }.
advice-compare = Compare how { $good } and { $bad } are run before extending the second.
    .reason = On { topic }, the first is better than among { compared }; the second is worse: { $size }.
advice-compare-first = Arrange for a comparison before drawing any conclusion.
    .reason = So far the figures describe participants only.
advice-nothing = Wait for more people before drawing any conclusion.
    .reason = No question has an answer that can be shown with at least { $minimum } people in each group.


## Statements of charts and limits (src/report/language)

# A size with its direction. $measure is what is counted, $way is `up` or `down`, $number is finished.
size = { $measure ->
        [points] { $number } points { size-level }
        [days] { $number } days { size-time }
        [quarter] { $number } { size-amount } per hundred people per quarter
        [share] { $number } percentage points { size-level }
        [hundred] { $number } { size-amount } of every hundred
        [ratio] { $number } times the level of the others
        [minutes] { $number } minutes { size-time }
        [marks] { $number } marks { size-level }
        [pairing] { $number } { size-amount } in a pairing
       *[number] { $number } { size-amount }
    }
size-level = { $way ->
        [up] higher
       *[down] lower
    }
size-time = { $way ->
        [up] longer
       *[down] shorter
    }
size-amount = { $way ->
        [up] more
       *[down] fewer
    }
# The same where the sentence named the direction.
size-bare = { $measure ->
        [points] { $number } points of 100
        [days] { $number } days
        [quarter] { $number } per hundred people per quarter
        [share] { $number } percentage points
        [hundred] { $number } of every hundred
        [ratio] { $number } times the level of the others
        [minutes] { $number } minutes
        [marks] { $number } marks
        [pairing] { $number } in a pairing
       *[number] { $number }
    }
size-on-card = { $measure ->
        [points] points
        [days] days
        [quarter] per 100
        [share] points
        [hundred] in 100
        [ratio] times
        [minutes] minutes
        [marks] marks
        [pairing] per pairing
       *[number] { "" }
    }
level =
    .points = points of 100
    .hundred = of every 100
    .days = days
    .quarter = per 100 people per quarter
    .minutes = minutes
    .marks = marks
    .pairing = in a pairing
# A range on one side of no difference, and one that holds it.
range-one-side = between { $low } and { size }
range-both-sides = { $measure ->
        [points] anything from { $low } points lower to { $high } points higher
        [days] anything from { $low } days shorter to { $high } days longer
        [quarter] anything from { $low } fewer to { $high } more per hundred people per quarter
        [share] anything from { $low } percentage points lower to { $high } percentage points higher
        [hundred] anything from { $low } fewer to { $high } more of every hundred
        [minutes] anything from { $low } minutes shorter to { $high } minutes longer
        [marks] anything from { $low } marks lower to { $high } marks higher
        [pairing] anything from { $low } fewer to { $high } more in a pairing
       *[number] anything from { $low } fewer to { $high } more
    }

# How a difference counts: $since is `start` where changes since a moment before the start are compared.
counting = { $since ->
        [start] , counting from where each group began
       *[none] { "" }
    }
after = { $span ->
        [end] by the end
       *[other] after { length }
    }

# What up or down means, in the present tense, after whom it is about. $way is `up`, `down` or `either`. `.inside` stands in
# a clause that begins with "that" or "whether".
doing = { $class ->
        [exit] { $way ->
            [up] stay longer
            [down] leave sooner
           *[either] stay longer or leave sooner
        }
        [promotion] are promoted { doing-often }
        [move] move to another job here { doing-often }
        [step] are promoted or move to another job here { doing-often }
        [event] have “{ INSIDE($label) }” recorded { doing-often }
        [score] { $source ->
            [surveys] report { doing-level } { INSIDE($label) }
            [leader_feedback] are rated { doing-level } on { INSIDE($label) }
            [assessments] score { doing-level } on { INSIDE($label) }
           *[other] stand { doing-level } on { INSIDE($label) }
        }
        [count] record { doing-amount } { INSIDE($label) }
       *[other] stand { doing-level } on { INSIDE($label) }
    }
    .inside = { doing }
doing-often = { $way ->
        [up] more often
        [down] less often
       *[either] more or less often
    }
doing-level = { $way ->
        [up] higher
        [down] lower
       *[either] higher or lower
    }

doing-amount = { $way ->
        [up] more
        [down] fewer
       *[either] more or fewer
    }

# What a size is a size of. $measure `days` of staying is a mean.
sized = { $class ->
        [exit] { $measure ->
            [days] by { $size } on average, up to the last horizon
           *[other] { after }, { $size } had stayed
        }
        [promotion] { within }, { $size } had been promoted
        [move] { within }, { $size } had moved to another job
        [step] { within }, { $size } had been promoted or moved
        [event] { within }, { $size } had it on record
       *[other] { $size }{ counting }
    }
# The size behind a statement that names the direction already. $form is `bare` where $size has no direction.
by-size = { $form ->
        [bare] , by { $size }{ counting }
       *[full] : { sized }
    }

# Answers, without the full stop. Only the draw of a lottery is said to be the cause of anything.
answer-firm = { $method ->
        [lottery_itt] Because of the draw, { $who }
       *[other] { CAPITAL($who) }
    } { doing } than { versus }{ by-size }
answer-leans = There are first signs, not firm ones, that { $who } { doing.inside } than { versus }{ by-size }
answer-same = { CAPITAL(topic) }: the difference between { $who } and { versus } is too small to matter
answer-unclear = It is not clear yet whether { $who } { doing.inside } than { versus }: { sized }
    .no-range = It is not clear yet whether { $who } { doing.inside } than { versus }: no range can be given
answer-described = { CAPITAL($label) }{ $everybody ->
        [yes] { "" }
       *[no] , { $who }
    }: { $value }, without a comparison
answer-hidden = Nothing can be shown yet about { INSIDE($label) } for { $who }

card = { CAPITAL($range) }{ $class ->
        [exit] { $measure ->
            [hundred] {" "}stayed
           *[other] { "" }
        }
        [promotion] {" "}were promoted
        [move] {" "}moved to another job
        [step] {" "}were promoted or moved
       *[other] { "" }
    }{ $verdict ->
        [same] : whichever it is, too small to matter.
        [unclear] : the range holds both better and worse.
        [leans-better] . Chance remains a fair explanation.
        [leans-worse] . Chance remains a fair explanation.
       *[other] {" "}than among { versus }.
    }
card-described = A level, without anybody to compare it with.
card-without-range = No range can be given for this figure.

# How $n questions came out. $named says whether it is said against whom.
tally-words = { $kind ->
        [better] came out better than among { compared }
        [worse] came out worse{ $named ->
            [yes] {" "}than among { compared }
           *[no] { "" }
        }
        [leans] { $n ->
            [1] shows first signs only
           *[other] show first signs only
        }
        [same] { $n ->
            [1] shows no difference that matters
           *[other] show no difference that matters
        }
        [unclear] { $n ->
            [1] is not clear yet
           *[other] are not clear yet
        }
       *[described] { $n ->
            [1] is described without a comparison
           *[other] are described without a comparison
        }
    }
tally-part = { $count } { tally-words }
tally-none = None of the questions asked has an answer that can be shown.
tally-one = One question was answered: it { tally-words }.
tally-all = { $n ->
        [2] Both questions
       *[other] All { $count } questions
    } { tally-words }.
tally-many = Of { $count } questions, { $told }.
tally-hidden = { CAPITAL($count) } more cannot be shown.

# Titles of charts. $way is `up` where the participants stayed longer, or had the event more often.
chart-survival = { $class ->
        [exit] { $verdict ->
            [better] { CAPITAL($who) } left { chart-pace } than { versus }
            [worse] { CAPITAL($who) } left { chart-pace } than { versus }
            [leans-better] { CAPITAL($who) } seem to leave { chart-seems }, but this is not firm
            [leans-worse] { CAPITAL($who) } seem to leave { chart-seems }, but this is not firm
            [same] { CAPITAL($who) } and { compared } left at nearly the same pace
            [unclear] { CAPITAL($who) } and { compared }: no clear difference in leaving yet
           *[other] { CAPITAL($who) } and { compared }: who was still here
        }
       *[other] { $verdict ->
            [better] { CAPITAL($who) }: { quoted-label } came { chart-event } than among { versus }
            [worse] { CAPITAL($who) }: { quoted-label } came { chart-event } than among { versus }
            [same] { CAPITAL($who) } and { compared }: no difference that matters in { quoted-label }
           *[other] { CAPITAL($who) } and { compared }: { quoted-label } over time
        }
    }
chart-pace = { $way ->
        [up] more slowly
       *[down] faster
    }
chart-seems = { $way ->
        [up] more slowly
       *[down] more quickly
    }
chart-event = { $way ->
        [up] earlier or more often
       *[down] later or less often
    }
# What the user calls an outcome, in quotation marks.
quoted-label = “{ INSIDE($label) }”

groups-differ = { CAPITAL($who) }, { topic }: the result differs by { $by }. The groups are further apart than chance alone would set them.

# Parts of the title of a forest: joined by semicolons, the first letter made large. $by is a dimension.
forest-none = By { $by }, no group is large enough to be shown
forest-only = { $groups } is the only group shown, with a better result
forest-every = The result is better in every group shown, by { $by }
forest-better = Clearly better for { $groups }
forest-worse = worse for { $groups }
forest-vague = not clear for { $groups }
forest-same = no difference that matters for { $groups }
forest-largest = largest for { $groups }
forest-no-size = By { $by }, no group differs by a size that matters
forest-no-clear = By { $by }, no group shows a clear difference yet
forest-overlap = {" "}The groups’ own ranges overlap: they need not differ from each other.
list-and-more = { $first } and { $n } more

# Of { $shown } programmes, $n do better and $m worse; $better, $worse and $shown are written numbers.
programmes-title =
    .none = No programme stands out clearly on { $topic }
    .better = Clearly better on { $topic } in { $better } of { $shown } programmes
    .worse = Clearly worse on { $topic } in { $worse } of { $shown } programmes
    .both = On { $topic }, { $better } of { $shown } programmes { $n ->
            [1] does
           *[other] do
        } clearly better and { $worse } clearly worse

# The raw and the fair gap. $why says how they differ, $settled whether the fair one does from zero.
gap-explained = { CAPITAL($who) } and everybody else differ by { $raw }; against { compared } from the same starting day the gap is { $fair }.{ $why ->
        [opposite] {" "}The raw figure points the other way, so it would have misled.
        [agree] {" "}Here the two nearly agree.
        [stayed-to-join] {" "}Those who join differ from those who do not, and one has to stay in order to join: the raw figure counts all of that as success.
        [mixed] {" "}Those who join differ from those who do not: the raw figure mixes that in.
       *[hidden] {" "}Those who join differ from those who do not: the raw figure would have hidden part of the gap.
    }{ $settled ->
        [no] {" "}Whether the fair gap differs from zero is not settled.
       *[yes] { "" }
    }
gap-title =
    .same = The raw numbers would have said nearly the same
    .opposite = The raw numbers would have pointed the other way
    .more = The raw numbers would have promised more
    .worse = The raw numbers would have looked worse
    .mixed = What the raw numbers would have said

chart-event-study = { $label }, { $who }: { $before ->
        [apart] the groups were already moving apart before the start
        [alike] no sign of a difference before the start
       *[unknown] before the start cannot be judged
    }
chart-balance = { $label }, { $who }: after weighting, { $alike ->
        [yes] the groups are alike in everything adjusted for
       *[no] some differences remain
    }


## Who answered, limits, gaps, duties (src/report/language)

# $unit is empty or begins with a space.
answering-between = between { $low } and { $high }{ $unit }
answering-unknown = cannot be computed
answering-near = at most 3 points apart
answering-withstands = Survives violations up to { $times } times the largest seen before the start
answering-holds-zero = Does not exclude zero as it stands
answering-unequal = On { $labels }, the two groups did not go on answering equally often. Depending on who stopped, there may be no difference at all.

limit-compared =
    .matched = Only people who could be compared are counted: employed before their enrolment period began and still employed when it ended. What holds for others is not known from this.
    .lot = Only people who applied and were employed on the day before the draw are counted. What holds for people who did not apply is not known from this.
limit-unmeasured = Nobody was drawn by lot. People who join may differ from similar colleagues in ways that nobody measured, and that could explain part or all of a difference.
    .strength = { limit-unmeasured } For the main result, on { topic }, something unmeasured would have to go along with joining and with the result, each by a factor of { $factor } or more, before the range would include no difference.
    .lot = The draw tells what came of being drawn. Some who were drawn never took part, and some who were not drawn may have joined later, so it says less than the whole difference that taking part makes.
limit-moving-before = On { $labels }, the two groups were already moving apart before anybody started, so their figures are weaker than they look.
limit-poorly-measured = { $n ->
        [1] { CAPITAL($labels) } is not measured well enough to lean on: answers that should go together do not. Read every figure about it with care.
       *[other] { CAPITAL($labels) } are not measured well enough to lean on: answers that should go together do not. Read every figure about them with care.
    }
limit-care = Not measured well enough to lean on: read with care.
limit-small-groups = Groups under { $minimum } people are not shown, here or anywhere else{ $n ->
        [0] .
        [1] ; protecting them hides one of the figures asked for.
       *[other] ; protecting them hides { $count } of the figures asked for.
    }
limit-horizon = Differences over time are given for at most { $length } after the starting day. What comes later is not judged here.

gap-changed = { CAPITAL($who) }, { topic }: the gap between “{ $group }” and “{ $against }” is { $size } { $way ->
        [larger] larger
       *[smaller] smaller
    } than among similar colleagues ({ $low } to { $high }).

guardrail-pill =
    .worse = worse
    .held = held
    .not-judged = cannot be judged
guardrail-worse = { guardrail-worse.head }: { $size }.
    .no-size = { guardrail-worse.head }.
    .head = { CAPITAL(topic) } among { $who } must not get worse, and it is worse than among { versus }
guardrail-held = { CAPITAL(topic) } among { $who } held: it is not clearly worse than among { versus }. { $worst }
guardrail-not-judged = { CAPITAL(topic) } among { $who }: nothing can be said of whether it got worse. { $reason }
at-worst = At worst, the range reaches to { $size }.
    .no-range = No range can be given.
    .nothing = Nothing worse lies within the range.
control-moved = A check has failed: “{ $label }” cannot be changed by the programme, and yet it differs between { people }{ $several ->
        [yes] {" "}in { $programme }
       *[no] { "" }
    } and the people they are compared with. Something else sets the groups apart, so no result for these { people } is shown.
nothing-holds = Nothing can be shown: something moved that the programme cannot have changed.


## Public claims (src/report/language/claims.rs)

claim-ours = our { people }{ $drawn ->
        [yes] {" "}drawn by lot
       *[no] { "" }
    }{ claim-where }
    .dative = { claim-ours }
claim-where = { $several ->
        [yes] {" "}in { $programme }
       *[no] { "" }
    }{ $group }
claim-stayed = After { length }, { $number } more of every 100 of { claim-ours } were still with us than among { versus }.
    .levels = After { length }, { $ours } of every 100 of { claim-ours } were still with us, compared with { $theirs } of 100 { versus }.
claim-promoted = Within { length }, { $number } more of every 100 of { claim-ours } were promoted than among { versus }.
    .move = Within { length }, { $number } more of every 100 of { claim-ours } moved to another job here than among { versus }.
    .step = Within { length }, { $number } more of every 100 of { claim-ours } were promoted or moved to another job here than among { versus }.
claim-score = { CAPITAL(claim-ours) } { doing } than { versus }, by { $number } { $n ->
        [1] point
       *[other] points
    } on a scale of 0 to 100{ counting }.
claim-count = Per 100 people and quarter, { claim-ours } record { $number } { $way ->
        [up] more
       *[down] fewer
    } { INSIDE($label) } than { versus }{ counting }.
claim-share = On { INSIDE($label) }, { claim-ours } are { $number } percentage { $n ->
        [1] point
       *[other] points
    } { $way ->
        [up] higher
       *[down] lower
    } than { versus }{ counting }.
claim-footnote = { $organisation }, employee data to { $day }. { CAPITAL($programme) }: about { $treated } { people }{ $group }, compared with about { $controls } { versus }. Method: { $how }. Range of the difference at 95 % confidence: { $least ->
        [0] above 0, up to { $high }
       *[other] { $low } to { $high }
    }. { $method ->
        [lottery_itt] { "" }
       *[other] The difference is associated with taking part, not shown to come from it.{" "}
    }Numbers of people rounded to tens.


## Programmes side by side (src/report/language/portfolio.rs)

best-among =
    .programmes = programmes
    .models = models
best-kind = { $among ->
        [programmes] programmes
       *[models] models
    }
    .dative = { best-kind }
best-pill =
    .ahead = ahead
    .cannot-tell = cannot be told apart
best-others-named = { $count } { $n ->
        [1] other
       *[other] others
    }
best-on = On { $topic } among { people }
best-ahead = { best-on }, { $name } is ahead of the other { best-kind } shown: { $size }, and the chance that it is the best of the { $count } is { $chance } in a hundred.
best-first-only = { best-on }, { $name } comes first of { $count } { best-kind }, but its own result is not clear enough to call it ahead.
best-cannot-tell = { best-on }, the data cannot tell { $names } apart{ $n ->
        [0] { "" }
        [1] ; { $behind } is unlikely to be the best
       *[other] ; { $behind } are unlikely to be the best
    }.
hundreds =
    .most = more than 99
    .least = less than 1
best-without-error = without an error
best-left-out = Not in the comparison: { $names }.
# $kind says how many take part in several programmes; $known whether the number of participants, $all, is.
best-several = { $kind ->
        [none] None{ best-several.of } takes part in more than one of the programmes.
        [people] { $count }{ best-several.of } take part in more than one of the programmes; the results of these programmes are partly results of the same people.
        [few] Fewer than { $minimum }{ best-several.of } take part in more than one of the programmes.
       *[nearly] Nearly all{ best-several.of } take part in more than one of the programmes, so that their results can hardly be told apart.
    }
    .of = { $known ->
        [yes] {" "}of { $all } participants
       *[no] { "" }
    }
best-chart = Difference in { $unit }, each against its own similar colleagues. Solid: steadied by what the other { best-kind } show; hollow: on its own.
    .ahead = { CAPITAL($topic) }, { people }: { $name } is ahead
    .cannot-tell = { CAPITAL($topic) }, { people }: no { $among ->
            [programmes] programme
           *[models] model
        } can be called ahead


## How recruiting goes (src/report/language/recruiting.rs)

candidates-all = All candidates
candidates-whole-time = Whole time
candidates-levels = Levels of all candidates on record, whoever referred them. There is nobody to compare them with, so they do not say what a programme changed; what else happened in the labour market is in them too.
candidates-title =
    .source = Candidates, by where they came from
    .offers = Offers accepted, of every hundred with an answer
    .experience = How candidates rated their experience
    .mix = Age mix of candidates, of every hundred
candidates-table =
    .source = Candidates
    .offers = Offers accepted, in percent, with the range and the number of offers with an answer
    .experience = Mean rating, with the range and the number of answers
    .mix = Share of candidates, in percent, with the range
# One span of the chart: $periods times $unit; $count is the written number.
candidates-span = { $periods ->
        [1] per { $unit }
       *[other] { $count } { $unit }s at a time
    }
candidates-sub =
    .source = Number who applied, { candidates-span }.
    .offers = { CAPITAL(candidates-span) }; lines are ranges at 95 % confidence.
    .scale = Mean rating on the survey’s scale of { $low } to { $high }, { candidates-span }; lines are ranges at 95 % confidence. Only candidates who answered are in it.
    .experience = Mean rating as the survey gives it, { candidates-span }; lines are ranges at 95 % confidence. Only candidates who answered are in it.
    .mix = By when they applied, { candidates-span }; lines are ranges at 95 % confidence.
candidates-gap = A gap is a figure of nobody, of fewer than { $minimum } candidates, of all alike, or one from which such a figure could be worked out.
candidates-left-out = Not shown over time, for too few candidates: { $names }.
candidates-none = none
candidates-of = { $value } of { $all }


## Exits and their cost (src/report/language/savings.rs)

savings-way = { $way ->
        [more] more
       *[fewer] fewer
    }
savings-exits = Counted in exits among the { $count } { $who }: about { $size } { savings-way } { within } than among as many { compared } (between { $low } and { $high }).
    .unclear = Counted in exits among the { $count } { $who }, it is not clear yet: { within }, anything from { $low } more to { $high } fewer than among as many { compared }.
savings-basis = With { $share } % of a yearly salary for each replacement{ $currency ->
        [salaries] , in the currency of the salaries
       *[named] { "" }
    }
savings-cost = { savings-basis }, replacing those who left costs about { $size } { $way ->
        [more] more
       *[fewer] less
    } (between { $low } and { $high }).
    .unclear = { savings-basis }, that is anything from { $low } more to { $high } less for replacements.
savings-under-one = less than one


## Quotes (src/report/language/voices.rs)

voice-one-person = Each quote is one person’s experience, in that person’s own words. It stands beside the number of the same question, whatever the number says, and is no proof of it.
# Who said something: $aged and $placed say whether the generation and the programme may be told.
voice-speaker = { $role ->
        [none] Somebody who took part
        [mentor] A mentor{ voice-age }
        [mentee] A mentee{ voice-age }
        [co_lead] A co-lead{ voice-age }
        [sponsor] A sponsor{ voice-age }
       *[member] A member{ voice-age }
    }{ $placed ->
        [yes] {" "}in { $programme }
       *[no] { "" }
    }
voice-age = { $aged ->
        [yes] {" "}({ $generation })
       *[no] { "" }
    }
voice-data = { $verdict ->
        [worse] On { topic }, { $who } do clearly worse than { versus }. Do not let a quote suggest otherwise.
        [leans-worse] On { topic }, there are first signs, not firm ones, that { $who } do worse than { versus }. Do not let a quote suggest otherwise.
        [same] On { topic }, the difference between { $who } and { versus } is too small to matter.
        [described] About { topic }, there is nobody to compare { $who } with, so no public statement can be made.
        [better] On { topic }, { $who } do better than { versus }, but the size cannot be put into a public statement.
       *[other] On { topic }, it is not clear yet whether { $who } differ from { versus }.
    }
    .hidden = About { topic }, no figure can be shown for { $who }.
    .few = About { topic }, fewer than { $minimum } people were compared on one side: too few for a public statement about { $who }.
    .poor = About { topic }, the answers of { $who } are not measured well enough for a public statement.


## Aims and programme models (src/report/language/aims.rs, models.rs): their English words stand with their definitions

aim-topic = { $english }
    .whose = { $english } among { $whom }
aim = { CAPITAL(aim-topic) }
    .whose = { CAPITAL(aim-topic) } among { people }
aims-by = { $label } by { $dimension }
aims-unmeasured = Meant to move too, and not measured here: { $names }. Nothing can be said of it.
topic-known-by = { $english }
objective =
    .collaboration = Collaboration across generations
    .digital = Digital adoption and innovation
    .inclusion = Inclusion outcomes
    .brand = Authentic employer brand
    .leadership = Leadership development
model-name = { $english }
model-pairings = { $english }
model-purpose = { $english }
model-logic = { $english }
model-question = { $english }
model-use = { $english }
model-needs = { $english }
model-needs-all = everybody needed


## How the programmes run (src/report/language/health.rs)

step =
    .invited = Invited
    .enrolled = Enrolled
    .started = Started
    .active = Active
    .completed = Completed
    .dropped = Dropped out
    .ended = Ended, not known how
aspect =
    .sessions = Sessions held, of those planned so far
    .interval = Days from one session to the next
    .drift = Growth of that time from one session to the next
    .long-gap = Pairings that went without a session for more than three cadences
    .quiet = Pairings under way without a session in the last two cadences
    .cancelled = Sessions called off
    .no-show = Sessions to which somebody did not come
    .minutes = Minutes of a held session
    .one-sided = Pairings without one of their sides
    .forms-one-side = Pairings with forms of one side only
    .form-gap = Marks on forms, mentors less mentees
    .generations = Generations between the sides
    .load = Pairings per mentor
    .several = Mentors who were in several pairings at once
    .busiest = Pairings that the busiest tenth of mentors carries
aspect-off-model = { CAPITAL($pairings) } that are not { $asked }
aspect-topic = Sessions about “{ $topic }”
aspect-safety = { $outcome }, mentors less mentees of the same pairing
aspect-across = Pairings whose sides differ in { $attribute }
aspect-alike = Pairings whose sides are alike in { $attribute }
aspect-shared = { CAPITAL($attribute) } that both sides state, of all that either states
aspect-few = Pairings per mentor with { $attribute } { $value }, over those of other mentors
aspect-dose = { $outcome }: change that goes with one more session, { people } (an association, not an effect)
    .leaving = { $outcome }: leaving from day { $first } to day { $last } that goes with one more session before, { people } (an association, not an effect)
shape-size = of { $people } people
shape-role = with { $who }
shape-across = across different values of { $attribute }
off-model = In { $programme }, { $number } of every hundred { $pairings } are not { $asked }, as the model asks.
    .none = In { $programme }, no { $pairings } are { $asked }, as the model asks.
written =
    .days = {" "}days
    .minutes = {" "}minutes
    .deviations = {" "}standard deviations
    .percentage-points = {" "}percentage points
    .points = {" "}points
    .times = {" "}times
sign =
    .power = Power between the sides
    .quiet = Pairings gone quiet
    .one-sided = One-sided pairings
    .off-model = Pairings not as the model asks
    .drift = Meetings drift apart
    .gaps = Long gaps
    .expectations = Different expectations
    .tokenism = Few serve many
    .matching = Like matched with like
    .sponsor = No sponsor
    .training = No training
sign-rule =
    .power = mentors { $limit } points or more under mentees in psychological safety, range under 0
    .share = { $limit } % or more, by the lower limit
    .off-model = { $limit } % or more of the pairings break one of the rules of their model
    .drift = time between sessions grows by { $limit } % or more from one to the next, range over 0
    .expectations = marks { $limit } standard deviations or more apart, range without 0
    .tokenism = a group of under 15 % of mentors with { $limit } times the pairings of others or more, range over 1
    .matching = alike { $limit } points or more above the lot, p under { $p } divided by the attributes looked at
    .sponsor = design facts: sponsor “none”, or took no part
    .training = design facts: mentors or mentees are not among those trained
sign-verdict =
    .raised = raised
    .clear = not raised
    .not-judged = not judged
    .not-meant = no sign in this model
sign-raised =
    .power = In { $programme }, mentors feel less safe to speak up than the mentees of the same pairings: { $number } points lower.
    .quiet = In { $programme }, { $number } of every hundred pairings under way have not met for two planned intervals.
    .one-sided = In { $programme }, { $number } of every hundred pairings are without one of their two sides.
    .off-model = In { $programme }, pairings are not what the model asks for.
    .drift = In { $programme }, meetings drift apart: the time between them grows by { $number } % from one to the next.
    .gaps = In { $programme }, { $number } of every hundred pairings went without a session for more than three planned intervals.
    .expectations = In { $programme }, mentors give clearly { $way ->
            [down] lower
           *[up] higher
        } marks than the mentees of the same pairings on the same forms.
    .tokenism = In { $programme }, a small group carries much: each mentor with { $attribute } { $value } serves { $number } times as many pairings as other mentors.
    .matching = In { $programme }, like is matched with like: { $number } of every hundred pairings are alike in { $attribute }, and { $against } would be if partners were drawn by lot.
    .sponsor = In { $programme }, no executive sponsor is on record as having taken part.
    .training = In { $programme }, not both sides are on record as trained.
sign-action =
    .power = Brief both sides on speaking openly, and give mentors somebody outside the pairing to turn to.
    .quiet = Ask each of them this week whether to go on, to match again or to end well; the programme manager has the list.
    .one-sided = Match the side that is left again, or close the pairing.
    .off-model = Form them anew, or say that the programme follows another model; nothing was left out of the results for it.
    .drift = Fix the remaining dates in advance, and check in half-way.
    .gaps = Give sessions a calendar, an agenda and a substitute date.
    .expectations = Let both sides write down at the start what they expect, and compare at half-time.
    .tokenism = Widen the pool before asking the same people again, and count the work as work.
    .matching = Look at how partners are chosen; match on goals and on what each side brings.
    .sponsor = Name a senior sponsor with a task and dates.
    .training = Train both sides before the first session: giving feedback, listening, speaking openly.


## Pages (src/report/page)

# A range, alone and behind its value.
between = { $low } to { $high }
spread = { $value } ({ between })

# Who stands on the other side of a comparison, in full. $method is the id of a method.
versus = { $method ->
        [lottery_itt] applicants who were not drawn
       *[other] similar colleagues who had not joined
    }
    .dative = { versus }

# A row in short: of whom, on what.
about = { CAPITAL($who) }: { topic }
whom-of = { CAPITAL(people) } · { $programme }

page-leaders = For leaders
page-analysts = For analysts
page-recruiters = For recruiters
page-overview = Overview
index-lede = { $compared } { $tally }.
# $design says who stands on the other side: `matched`, `lot`, or `both`.
index-compared = { $n ->
        [0] Participants
        [1] People in { $name }
       *[other] People in { $count } programmes
    } compared with { $design ->
        [lot] applicants who were not drawn
        [both] similar colleagues who had not joined, or with applicants who were not drawn
       *[matched] similar colleagues who had not joined
    }, both from the same starting day.
index-leaders = The answer, how sure it is, for whom, and what to do next. Five minutes.
index-analysts = Every finding with its checks, the methods, and where the data came from.
index-recruiters = What may be said in public, with footnotes and ready-made texts.
index-csv = every finding as a table for any program
index-workbook = the same for spreadsheets, one sheet a theme
index-parquet = the same for data tools
index-json = the same for web tools
index-run-file = what was run: files, settings, row ledger
index-data = Data up to
index-programmes = Programmes
index-outcomes = Outcomes
index-inputs = Input files
index-rows = Rows read
index-shown = Findings shown
index-hidden = Findings hidden to protect people
index-insufficient = Findings without an estimate
index-run-on = Run on
# How many questions have a firm answer: $n all, $firm the firm ones; $count, $all and $some are written numbers.
answers-title = { $n ->
        [0] No question was asked
        [1] { $firm ->
            [0] The one question has no firm answer yet
           *[other] The one question has a firm answer
        }
       *[other] { $firm ->
            [0] None of { $count } questions has a firm answer yet
            [1] { CAPITAL($some) } of { $all } questions has a firm answer
           *[other] { CAPITAL($some) } of { $all } questions have a firm answer
        }
    }
answer-range = { $answer } The range: { $range }.

leaders-no-curve = No curve of staying can be shown: either leaving was not among the questions, or too few people could be followed.
leaders-no-question = No question could be asked of these data yet.
leaders-no-comparison = Nothing can be compared yet: participants are described below, and no difference is claimed.
leaders-no-answer = Nothing can be shown yet: no question has an answer that rests on enough people.
leaders-but-worse = But on { topic }, { $who } do clearly worse than { compared }.
leaders-lede = We compared { $treated } { people } in { $everywhere ->
        [yes] all programmes
       *[no] { $programme }
    } with { $controls } { versus }, counting both from the same starting day.
leaders-gloss = In reverse mentoring the mentors are the junior side and the mentees the senior side.
leaders-counted = { $treated } { people }
leaders-counted-both = { $treated } { people }, { $controls } { $method ->
        [lottery_itt] not drawn
       *[other] colleagues
    }
leaders-worse-and-unclear = What did not go well, and what is not clear yet
leaders-worse = What did not go well
leaders-same-and-unclear = What did not change, and what is not clear yet
leaders-same = What did not change
leaders-unclear = What is not clear yet
duties-table = Negative controls and guardrails
    .head = Outcome | For whom | Duty | Difference | 95 % interval | p | Verdict
duties-control = negative control
duties-guardrail = guardrail
duties-held = did not move
duties-moved = moved: effects are withheld
duties-not-judged = not judged
lotteries-table = Lotteries
    .head = Programme | Role | Drawn | Not drawn | Share drawn | Declared | p | Verdict
lotteries-not-declared = not declared
lotteries-as-declared = as declared
lotteries-mismatch = does not fit: findings are withheld
lotteries-unchecked = cannot be checked
lotteries-nobody = no applicants
gaps-table = Of participants like those of each group; the change is the effect on the group less that on the other
    .head = Question | Group | Held against | Gap without the programme | Gap with it | Change | 95 % range | q | Evidence
exits-table = Exits avoided against similar colleagues; minus means more exits
    .head = Outcome | For whom | Days | Participants | Exits avoided | 95 % interval | Cost avoided | 95 % interval
hazards-table = Tests of the hazards, over everybody compared
    .head = Outcome | For whom | Log-rank | p | Proportional hazards | p | Over the whole time, read first
hazards-none = not estimable
# What is read first: $read is `ratio` or `time`.
hazards-first = { $read ->
        [ratio] hazard ratio { $value }
       *[time] restricted mean time { $value } days
    } ({ between })
    .hidden = { $read ->
        [ratio] hazard ratio
       *[time] restricted mean time
    }: not shown
differ-table = Differences between the groups shown{ $most ->
        [0] { "" }
       *[other] , the { $most } clearest of { $all } (all are in workbook.xlsx, on the sheet “{ $sheet }”)
    }; tau² in the squared unit of the question (ratios: of logarithms)
    .head = Question | By | Groups | Cochran’s Q | df | p | q | tau² | I²
differ-unsettled = not settled
running-no-invitations = No export says who was invited and did not start.
running-ladder = People by what became of them
running-who = Who
running-dropped-out = Dropped out, of those who started
running-whom = { $programme }: { people }
running-hidden = not shown
running-lines = { $programme }: { $count } pairings that started
    .few = { $programme }: too few people to say how many pairings
    .head = What | Figure | Range | Held against | Pairings or people
running-by-lot = { $percent } % by lot; p = { $p }
running-cadence = { $days } days planned
running-busiest = 10 % if all did as much
running-signs-table =
    .head = Sign | Raised when
running-own-rule = { $verdict } (here: { $rule })
running-design = Design facts, as recorded in the pipeline
    .head = Programme | Fact | Recorded
# A share that is only known to be small or large. $side is `most` or `least`.
bound = { $side ->
        [most] at most
       *[least] at least
    } { $percent } %
hidden-small = not shown, to protect a small group
best-not-shown = { $question }. { $missing }
best-question = { CAPITAL(people) }: { $topic }{ $lot ->
        [yes] , drawn by lot
       *[no] { "" }
    }
best-table = Pooled over the programmes, or models, that are shown; tau² in the squared unit of the question
    .head = Question | Among | Mean effect (range) | tau² | I² | Cochran’s Q | p | Verdict | Ahead, or not to be told apart
best-contenders = Every programme and model: its own value, the value steadied by the others, and where it stands
    .head = Question | Programme or model | Own value (range) | Steadied value (range) | Best with probability | Ranks
best-model = { $name } ({ $n } programmes)
recruiters-headline = { $n ->
        [0] There is nothing to publish yet.
        [1] One statement can be published.
       *[other] { CAPITAL($count) } statements can be published.
    }
recruiters-lede = { $n ->
        [0] A claim needs moderate or strong evidence of a better result and at least { $minimum } people in each of the groups compared. No finding meets both so far. Please do not fill the gap with raw numbers: they compare people who were different to begin with.
       *[other] Each rests on at least { $minimum } people in each group and on moderate or strong evidence. Use the words as they stand: they name the comparison and claim no cause. The footnote belongs to the statement.
    }
recruiters-rule-comparison = Keep the comparison in the sentence: { $versus }.
recruiters-versus = “than similar colleagues who had not joined”
    .lot = who the others were
recruiters-rule-cause = Do not say that the programme brought a result about. Nobody was drawn by lot, so what we know is that the two go together.
    .lot = Do not say that a programme brought a result about. Where places were drawn by lot, what is known is what came of being drawn; everywhere else, that the two go together.
recruiters-file-card = Card, 1200 × 627: { $claim }
recruiters-file-chart = Chart: { $title }
recruiters-withheld = Nothing is offered about { $labels }: answers that should go together do not, so what was measured is not certain enough for the public.
recruiters-how-far = How far the answers are
recruiters-how-firm = How firm the answers are
# The programmes that a text speaks of, by name or by number.
recruiters-scheme = { $n ->
        [0] our programmes
       *[other] our { $count } programmes
    }
    .named = { $names }
recruiters-advert =
    At { $organisation }, colleagues take part in { $scheme }. { $claims }

    { $notes }
    .title = For a job advert
recruiters-careers =
    Colleagues at { $organisation } take part in { $scheme }, and we look closely at how that goes. { $claims }

    { $notes }
    .title = For the careers page
recruiters-post =
    What do we know of { $scheme } at { $organisation }? We compared like with like. { $claims }

    { $notes }
    .title = For a social post
# $readers is `inside` or `public`.
beside-lede = { $one } Shown with consent that holds on { $day }.{ $readers ->
        [public] {" "}Role, generation and programme are named only where enough participants share them. Use a quote as it stands, together with what the data say, and only as long as the consent holds: run the report again on the day of publication.
       *[inside] { "" }
    }
beside-none = { $readers ->
        [public] No quote may be published today: each needs its author’s consent for the public, and at least { $minimum } people must have taken part.
       *[inside] No quote may be shown here today: each needs its author’s consent for readers within the organisation.
    }
answered-question = { $outcome }: { CAPITAL(people) }, { $programme }
overlap-whom = { $programme }, { people }
overlap-kept-out = { $whom }: { $count } people in other programmes were kept out of the comparison.
    .hidden = { $whom }: people in other programmes were kept out of the comparison; how many is not shown.
overlap-table = By programme and role, up to the last day of the period
    .head = Programme and role | Participants also in another programme of this report | also in a programme that it does not name | also in the same programme otherwise | of all these, elsewhere first | Kept out of the comparison: in another programme of this report | in a programme that it does not name | in the same programme otherwise
reliability-head = Complete responses | Cronbach’s alpha | Judgement | Each item with the others | Weakened by | Agreement of raters
reliability-score = { $label } ({ $n ->
        [1] one item
       *[other] { $count } items
    })
reliability-unrated = not rated by others
reliability-low = too low
reliability-fair = fair
reliability-good = good
reliability-unjudged = cannot be judged
reliability-one-item = one item: cannot be judged
reliability-no-items = not known: the scores came without their items
reliability-too-few = not shown: no wave has complete responses of { $minimum } people
reliability-not-estimable = cannot be computed: too few complete responses, or an item that does not vary
# An item with the alpha of the others, where it is known.
reliability-weakest = { $item }{ $known ->
        [yes] {" "}(alpha { $alpha } without it)
       *[no] { "" }
    }
reliability-against = { $item } runs against the others{ $known ->
        [yes] {" "}(alpha { $alpha } without it)
       *[no] { "" }
    }: should it be reversed?
    .several = { $items } run against the others: should one be reversed?
reliability-no-item = no item
reliability-raters = mean of { $raters } raters { $mean }; a single rater { $single }; { $ratings } ratings
reliability-few-raters = not shown: no wave has ratings of { $minimum } people
reliability-no-raters = cannot be computed: nobody has several raters, or ratings do not vary
aims-table = What each programme is meant to move by its model, and what came out
    .head = Programme | Meant to move | Objective | Measured as | What came out
aims-not-asked = not asked of these people
aims-pairings = { $percent } % of the pairings
    .bound = { bound } of the pairings
aims-unmeasured-takes = not measured; it takes { $known }
aims-among = { CAPITAL(topic) } among { $who }
analysts-left-out = The { $most } charts of the leading questions are drawn; the numbers of all others are in the table of findings.
# How the differences of the page came about.
analysts-design = Differences are observational: participants against similar colleagues who had not joined by the same day, not a lottery.
    .lot = Places were drawn by lot: differences are between all who were drawn and all who applied and were not.
    .both = Where the method is a lottery, places were drawn by lot; all other differences are observational: participants against similar colleagues who had not joined by the same day.
access-head = By | Group | Eligible | Took part | Rate | Ratio to the largest group | Fisher’s p | Reading
access-largest = largest group
access-adverse = adverse impact: under four fifths, beyond chance
access-by-chance = under four fifths, but chance is a fair explanation
access-within = four fifths or more
access-no-verdict = no verdict: one person’s move would reverse it
balance-table = Weights and what they reach; groups are alike when no difference exceeds { $bar }
    .head = Question | Weights | Participants | On common support | Controls | Effective controls | Largest SMD before | Largest SMD after
balance-whom = { $outcome } · { people } · { $programme }
balance-values = { $whom } ({ $weights }){ $hidden ->
        [0] { "" }
       *[other] ; { $count } values are not shown, to protect small groups
    }
    .head = Covariate | Value | SMD before | SMD after
at-least = at least { $count }
population-table = By programme and role; clusters are what inference counts as independent
    .head = Programme | Role | Eligible | Places | Clusters
population-everybody = everybody
population-chosen = taken by wish or choice
population-lot = drawn by lot
    .declared = drawn by lot, { $percent } % declared
population-pairings = pairings (groups)
population-people = people
rules-nothing = nothing
rules-never-treated = scores and counts: eligible people who never start within the data; time to event: those who had not started by the day in question
rules-not-yet-treated = eligible people who had not started in any programme or role by the day in question
rules-direct-reports = direct reports of mentees are no controls, from the day their manager becomes one
rules-no-spillover = nobody is kept out of the controls
rules-entropy = entropy balancing
rules-overlap = overlap weights
rules-cem = coarsened exact matching
rules-logistic = logistic propensity score
rules-cells = exact cells; entropy balancing where under 90 % of participants find theirs
rules-regression = outcome regression alone
rules-ipw = inverse probability weighting alone
rules-doubly-robust = outcome regression and propensity weighting together (doubly robust)
rules-varying = the wave before each
rules-universal = the last wave before the start
rules-response-weight = answers weighted by inverse response rates
rules-response-ignored = ignored
rules-band = { $name } from { $from }
# $unit is the id of a unit of time: `month`, `quarter`, `half`, `year`.
rules-period = Enrolment period
    .value = a { $unit }
rules-controls = Controls
rules-spillover = Spillover
rules-adjusted = Adjusted for
rules-weights = Weights asked for
rules-scores = Scores compared by
rules-base = Waves before the start held against
rules-response = Non-response
rules-many = Many answers
rules-dimensions = Broken down by
rules-seed = Seed
rules-bands = Bands
headlines-table = Every question with its answer; the question leads to its row, with all its figures
    .head = Answer | 95 % interval | q | Raw gap | Evidence
alike-table = People, balance and pre-trend behind every shown comparison
    .head = Participants | Controls | Effective controls | Worst SMD | Pre-trend p | Method
undo-table = How much would undo an answer, and what would have been seen
    .head = Answer | E-value | Smallest detectable | Raw less fair | Evidence
counts-table = Counts: change since before the start (difference-in-differences), and ratio of the levels after it
    .head = Change | 95 % interval | Rate ratio | 95 % interval of the ratio | Method of the ratio
thresholds-table = Thresholds in force
    .head = Threshold | Value | Set by
facts-participants = Participants
facts-population = Population
facts-method = Method
facts-horizons = Horizons
facts-family = Family
facts-smallest = Smallest effect that matters
    .value = { $size } { $unit }, { $origin ->
        [pipeline] set in the pipeline
        [default] the default
       *[tenth] the default, a tenth of the standard deviation at the base
    }
facts-everywhere = all programmes together
facts-whom = { $people } in { $programmes }
# $place says where the method was used: for everybody (`whole`), within `groups`, or `both`.
facts-method-line = { $name } ({ $id }): { $estimands }. Used for { $place ->
        [groups] within groups only
        [both] { $whom }, and within groups
       *[whole] { $whom }
    }.
facts-lot = nothing: the lot made the groups alike
facts-left-out = { $names }; left out of the difference-in-differences: { $name }, since banding people by an outcome’s own earlier value makes regression to the mean look like an effect
facts-reached = { $came ->
        [all] { $asked } days, all reached
        [none] { $asked } days, none reached by everybody together
       *[some] { $asked } days asked for; shown: { $reached }
    }
facts-members = the headline’s { $open }family{ $close } has { $count } findings with a figure here, over programmes and roles
run-cutoff = Cut-off
run-pipeline = Pipeline
run-hash = Pipeline SHA-256
run-day = Day of the run
run-tool = Tool
outcomes-table = Outcomes
    .head = Outcome | Kind | From | Measured by | Wanted | Smallest effect that matters
outcomes-items = items { $items }
outcomes-reversed = reversed { $items }
outcomes-scale = scale { between }
outcomes-events = events { $events }
outcomes-competing = competing { $events }
outcomes-more = more
outcomes-less = less
outcomes-default = default
programmes-table = Programmes
    .head = Programme | Model | Counted from | Planned length | Planned rhythm
programmes-first = the first membership
# A plan of the model ($own is `no`) or of the pipeline.
programmes-length = { $n } months{ $own ->
        [no] , as usual in the model
       *[yes] { "" }
    }
programmes-rhythm = every { $n } days{ $own ->
        [no] , as usual in the model
       *[yes] { "" }
    }
disclosure-table = Findings by disclosure status
    .head = Status | Findings
disclosure-published = Published
disclosure-few = Hidden: fewer than { $minimum } people in a group
disclosure-protected = Hidden to protect a smaller group
disclosure-insufficient = Not estimable, with the reason in the note
ledger-table = Row ledger: rows read = used + not needed + quarantined
    .head = Table | Read | Used | Not needed | Quarantined
reasons-table = Why rows were not used
    .head = Table | Fate | Reason | Rows
reasons-not-needed = not needed
reasons-quarantined = quarantined
inputs-table = Input files
    .head = Table | File | Size | SHA-256
balance-left-out = Of the { $all } comparisons, the { $most } least balanced after weighting can be unfolded here; the values of all are in workbook.xlsx, on the sheet “{ $sheet }”.
findings-table = Every finding
    .head = Estimate | 95 % interval | Participants / controls | Effective controls | Levels | Raw gap | Shrunken | p | q | Worst SMD | Pre-trend p | Detectable | E-value | Method | Evidence
findings-check = a check, not an effect
findings-days = { $what }, { $count } days
findings-everybody = everybody
findings-poor = poorly measured


## Templates and the script (report_templates)

page-skip = To the content
page-to-the-end = to the end of { $period }
page-nav = Pages
page-footer = Data to { $cutoff }. Run on { $today }, pipeline { $run }, Counterpart { $version }.
page-question = Question
page-back = Back to the contents
page-numbers = The numbers behind this chart
page-note = Read this first
running-title = How the programmes run
running-sub = Of participants only: levels and associations, never effects. { $invitations }
running-signs = Warning signs
running-none = None is raised.
index-answers = Answers
index-run = What was run
index-warnings = Warnings of this run
index-words = How to read the words
index-files = Files
leaders-others = The other { $n }
leaders-guardrails = What must not get worse
leaders-staying = Staying
leaders-whom = For whom
leaders-where = Programmes
leaders-seen = What we also saw
leaders-seen-sub = Levels of participants, without anybody to compare them with: they say nothing about what the programmes changed.
leaders-next = What to do next
leaders-cannot = What we cannot say
best-title = Which programme works best for what
best-sub = Overall headlines of the programmes that are shown, pooled by normal random effects. One is called ahead when it is the best with a probability of at least { $bar } % and its own evidence is at least moderate; else those who hold { $bar } % together cannot be told apart. { $several }
best-every = Every programme and model
best-missing = Who is not in the comparison
best-others = The other { $n }
best-objectives = By objective
best-aims = What each programme is meant to move
best-ask = What to ask in the next meeting
best-uses = What recruiters use these programmes for
best-uses-sub = Ideas, not findings: say what was found only in the words above.
beside-title = What the data say, and what people say
beside-data = What the data say
beside-people = What people say
beside-finding = The finding
beside-no-question = No question of this report is about this.
recruiters-claims = What may be said
recruiters-copy-label = Copy with footnote: statement { $n }
recruiters-copy-footnote = Copy with footnote
recruiters-card-label = Card as PNG: statement { $n }
recruiters-card = Card as PNG
recruiters-finding = The finding behind it
recruiters-proof = The proof behind it
recruiters-proof-sub = Only groups with at least { $minimum } people on both sides and firm evidence are listed.
recruiters-texts = Ready-made texts
recruiters-texts-sub = Put together from the statements above, with their footnotes.
recruiters-copy-text = Copy the text: { $title }
recruiters-copy = Copy
recruiters-no-text = There is no text yet: a text needs a statement that can be published, and there is none.
recruiters-downloads = To download
recruiters-downloads-sub = Files beside this page. Each card carries its footnote.
recruiters-recruiting = How recruiting goes
recruiters-recruiting-sub = For your own work. Nothing in this part is a statement for the public.
recruiters-referrals = Referrals, per 100 people and quarter
recruiters-rules = Rules of use
recruiters-rule-footnote = Keep the footnote. It is what makes the statement fair.
recruiters-rule-down = Take the statement down when a later report no longer supports it.
answered-title = Who answered
answered-head-finding = Finding
answered-head-whom = For whom
answered-head-before = Before
answered-head-after = After
answered-head-difference = Difference after
answered-head-worst = Effect at worst
answered-sub = Participants, then colleagues weighted to their mix. Before: of everybody in the comparison, the share who answered the last wave before the start. After: of those, the share who answer a wave after it, averaged as in the finding; whoever has left does not answer. Where those shares are over 3 points apart, the last column says between what the effect would lie, depending on who stopped answering; it leaves chance aside.
answered-caption = Response rates, everybody; differences in points with 95 % intervals
answered-groups = Response rates by group
answered-groups-caption = Response rates of groups; differences in points with 95 % intervals
answered-drifts = If the groups had drifted apart anyway
answered-drifts-sub = Suppose that participants and colleagues went on drifting apart from wave to wave after the start. How many times the largest drift between two waves before the start could each step be, before the interval of an overall finding includes zero? Steps add up, so a finding over many waves bears little.
answered-drifts-caption = Sensitivity to movements that began before the start
answered-head-bears = What it bears
analysts-title = Every finding, its checks and its sources
analysts-contents = On this page
analysts-answers = Questions and answers
analysts-compared = Who was compared, and how alike they were
analysts-events = Before and after the start
analysts-curves = Staying and other events over time
analysts-hazards = Tests of times to events
analysts-exits = Exits avoided and their cost
analysts-counts = Counts
analysts-whom = For whom
analysts-checks = Sensitivity and checks
analysts-measures = How well the scores are measured
analysts-access = Who got in
analysts-ledger = Row ledger
analysts-hidden = What is hidden
analysts-methods = Methods
analysts-sources = Sources
analysts-asked = What was asked
analysts-several = People in several programmes or roles
analysts-several-sub = A participant counts from the first start in the programme and role, whatever else the person does. Whoever could serve as control is out from the first start in any pairing on, also of programmes that this report does not name. “Otherwise” is another role, or a start before the programme’s own first day. Some people count for several columns.
analysts-weights = Weights and balance
analysts-weights-sub = Over the participants’ standard deviation before weighting; effective controls are Kish’s. Values that fewer people share than the minimum are not shown, but count among the largest.
analysts-events-sub = Effects by wave since the start. Points in the shaded part should lie around zero.
analysts-curves-sub = Weighted curves of both groups: Kaplan–Meier of staying, Aalen–Johansen of events that leaving competes with. People still followed are counted unweighted.
analysts-hazards-sub = Chi-squared statistics with one degree of freedom, weighted and robust by person. When hazards are not proportional (p under 0.05), one hazard ratio averages over time, and the difference of restricted mean time is read first.
analysts-exits-sub = The difference of staying times the participants compared; the cost is that times their mean salary times the cost of a replacement. Exits are fewer or more than among similar colleagues. Sums of money have two significant digits.
analysts-counts-sub = The ratio compares levels, so that what set participants apart before the start is part of it; the change is free of that.
analysts-whom-sub = The same estimator within each group. Hidden groups are named with the reason.
analysts-differ = Do the groups differ?
analysts-differ-sub = Cochran’s Q over the groups that are shown, at least two of them.
analysts-gaps = Do gaps between groups become smaller?
analysts-gaps-sub = The effect on a group less the effect on the group that it is held against, each within its group. A gap is wanted smaller, whichever group is ahead. It is hidden with either of its sides.
analysts-checks-sub = An E-value of 1 means that the interval holds no difference already. The raw gap is what a dashboard would print.
analysts-duties = Checks that must not move
analysts-duties-sub = A negative control cannot be affected by the programme: when its overall p-value is under 0.05 (divided by the number of horizons), every effect of the same programme and role is withheld. A guardrail must not get worse: worse means graded as harm, or an interval wholly on the unwanted side.
analysts-lotteries = Did the lot fall as declared?
analysts-lotteries-sub = Applicants of all draws, each person once. Under p = 0.001 the findings of the lottery are withheld.
analysts-measures-sub = Do the items of a score hang together, and do raters agree? Good from 0.7, fair from 0.6; findings about a score under 0.6 carry a warning. Ranges are 95 % intervals.
analysts-measures-caption = One row a score; items count after reversal
analysts-head-score = Score
analysts-access-sub = Share of the eligible who took part, against the largest group. Under four fifths of its rate, and beyond chance, is read as adverse impact; what one person’s move would reverse gets no verdict.
analysts-methods-sub = For the numbers of this report: whom they are about, what they estimate, by which formula, how the uncertainty is found, with which thresholds. Only what occurs here is told.
analysts-population = Who could take part
analysts-outcomes = What each outcome’s numbers are
analysts-untold = Without a shown figure, and so not told here: { $labels }.
analysts-estimands = Estimands
analysts-estimands-caption = Estimands that occur, with their names in the findings files; g is a trial, t a wave or day, n(g) its participants, 1 participants, 0 controls
analysts-head-estimand = Estimand
analysts-head-name = Name in findings
analysts-head-words = In words
analysts-head-formula = Formula
analysts-head-rows = Shown rows
analysts-formulas = Formulas
analysts-uncertainty = Uncertainty.
analysts-thresholds = Thresholds
analysts-no-ledger = No ledger was handed to this report.
analysts-reasons = Reasons
analysts-compared-sub = The rules of who could take part and who serves as control stand under { $open }Methods{ $close }. Standardised mean differences (SMD) are of everything adjusted for, before and after weighting.
analysts-lede = { $tally }. { $design }
leaders-footer = Every figure links to its line on the { $open }analysts’ page{ $close }: method, sample, checks.
beside-quote = “{ $quote }”
beside-on = { $speaker }, on { $theme }
beside-copy = Copy
    .label = Copy: quote { $place }
beside-copy-both = Copy with what the data say
    .label = Copy with what the data say: quote { $place }
findings-sub = Intervals of event-study rows are simultaneous, all others pointwise. Differences are participants less controls. An empty cell does not apply or is not shown.
findings-without-script = Here stand the rows that answer a question and those that other pages quote. All { $total } are in { $open }findings.csv{ $close }; with scripts on, this page shows them too.
findings-filter = Show rows with
findings-which = of
    .all = all findings
    .lead = answers to questions
    .shown = findings with a figure
findings-caption = { $total } findings; a hidden one is named with the reason
findings-head-what = What
findings-head-note = Note
findings-earlier = Earlier rows
findings-later = Later rows
# Said by the script of the pages (page.js).
script-copied = Copied
script-press = Press Ctrl+C to copy
script-link = link
    .label = Link to this row
script-count = { $shown } of { $all } findings
script-rows = Rows { $from } to { $to } of { $all }
    .none = No row


## Charts and their tables (src/report/exhibit, src/report/chart)

chart-no-estimate = no estimate: { INSIDE($why) }
chart-fewer-stayed = ← fewer stayed
chart-more-stayed = more stayed →
chart-left-worse = ← worse
chart-right-better = better →
chart-left-better = ← better
chart-right-worse = worse →

# What a chart shows, with its unit ($rate says whether it is one per something).
chart-unit = { $class ->
        [exit] { $span ->
            [end] { $label }, { chart-unit.difference }
           *[other] How many more of every hundred had stayed after { length }
        }
       *[other] { $span ->
            [end] { $label }, { chart-unit.difference }
           *[other] { $label } within { length }, { chart-unit.difference }
        }
    }
    .difference = { $rate ->
        [yes] difference { $unit }
       *[no] difference in { $unit }
    }
chart-more = { $more ->
        [0] { "" }
       *[other] {" "}The first { $more } are drawn, all are in the table.
    }
chart-groups = { $unit }, by { $dimension } of the { $who }.{ $shrunk ->
        [yes] {" "}Solid: steadied by what the other groups show; hollow: the group on its own.
       *[no] { "" }
    }{ $overlap }{ chart-more }
    .table = { $unit }, by { $dimension }
    .head = Shrunken value (range) | Own value (range) | Participants | Colleagues | Evidence
    .line = { $label }: { $text }, { $word }.
    .hidden = { $label }: { $reason }.
chart-programmes = { $unit }, { people }. Each against { $design ->
        [lot] its own comparison group
       *[matched] similar colleagues who had not joined
    }.
    .head = Programme
chart-left-out = {" "}Without an estimate here: { $names }.
starts-title = { $n ->
        [0] Who started when
        [1] Everybody shown started in { $period }
       *[other] Most people shown started in { $period }
    }
starts-sub = People who started, { $n ->
        [1] in { $low }
       *[other] per period, { between }
    }; the figure on the right sums what is shown.{ $ring ->
        [yes] {" "}A small ring is a count that is not shown.
       *[no] { "" }
    }{ chart-more }
starts-shown = { $count } shown
starts-row = { $programme }, { $who }
    .line = { $programme }, { $who }: { $total }.
starts-table = People who started
    .head = Programme and role
tally-line = { $word }: { $count }.
tally-sub = Questions asked (outcome, programme and role), by the evidence of their main answer
tally-table = Questions by evidence
    .head = Evidence | Questions
# Of which share a curve tells: $shows is `with` or `without` an event.
survival-share = { $shows ->
        [with] Share with “{ INSIDE($label) }”
       *[without] { $class ->
            [exit] Share still here
           *[other] Share without “{ INSIDE($label) }”
        }
    }
survival-sub = { survival-share }, of every hundred; bands show the uncertainty.{ $shows ->
        [with] {" "}Whoever left first counts as without.
       *[without] { "" }
    }{ $counted ->
        [yes] {" "}Counted: exits that are { $events }.
       *[no] { "" }
    }{ $axis ->
        [starts] {" "}The vertical axis starts at { $end }, not at zero.
        [ends] {" "}The vertical axis ends at { $end }, not at a hundred.
       *[whole] { "" }
    } A colleague who serves in several comparisons is counted in each.
survival-description = { survival-share } of every hundred on day { $day }: { CAPITAL(people) } { $treated }, similar colleagues { $controls }.
survival-control = Similar colleagues
survival-followed = People still followed
    .both = Followed: { people }, then colleagues
survival-axis = months since the common starting day
survival-table = Of every hundred, with 95 % limits at each month
    .head = Months | { CAPITAL(people) } | { CAPITAL(people) }, followed | { survival-control } | { survival-control }, followed
candidates-line = { $name }: { $cell } over the whole time.
# $base says what waves before the start are held against: `one` base wave, or the `previous` one.
waves-sub = Difference in { $unit } by waves since the start; bars are simultaneous bands. { $base ->
        [previous] Before the start each wave is held against the one before it.
       *[one] The hollow point is the base wave.
    }
waves-line = Wave { $wave }: { spread }.
waves-table = Waves since the start
    .head = Wave | Estimate | Lower | Upper | Participants | Controls
waves-before = before
waves-start = start
waves-axis = waves since the start
love-sub = Standardised mean difference; hollow before weighting, solid after. The shaded band is plus or minus { $bar }.{ $more ->
        [0] { "" }
       *[other] {" "}The { $more } largest are drawn, all are in the table.
    }
love-description = Largest difference after weighting: { $worst }.
love-table = Standardised mean differences
    .head = Covariate | Before | After
love-axis = standardised mean difference
raw-fair = Difference in { $unit }. Hollow: participants against everybody else. Solid: against { compared }, from the same starting day.
    .raw = raw gap { $size }
    .fair = fair gap { $size }
    .line = { $label }: raw gap { $raw }, fair gap { $fair }.
    .table = Raw gap and fair gap
    .head = Question | Raw gap | Fair gap
spark-title = Range of { INSIDE($label) }
spark-description = { $value } within { between }; the dashed line is no difference.
chart-best = best: { $percent } %
    .line = { $name }: { $value }, best with { $percent } in a hundred.
    .head = Name | Steadied value (range) | Own value (range) | Best with
public-title = { CAPITAL($who) } stayed longer than { versus }
public-sub = How many more of every hundred had stayed, in whole numbers; only groups that may be published.
public-table = Staying, in whole numbers
    .head = People | After | More of every 100 stayed | Range | Participants | { compared }
public-about = about { $count }
public-after = after { length }
public-line = { $label }, { $after }: { $size }.
