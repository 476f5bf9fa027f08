### What the console says. English is the master, as in the folder above.

## The main screen

# $counter (String) "3"
staff-counter = COUNTER { $counter }
staff-counter-open = OPEN
staff-counter-paused = PAUSED
staff-counter-closed = CLOSED
# $time (String) "31:40"
staff-longest = longest { $time }
# $percent (Number) of the newest visits, called within their target
staff-on-time = on time { $percent } %
staff-online = ONLINE
staff-connecting = CONNECTING
# $since, $shown (String) "10:42", "10:41:55"
staff-offline = OFFLINE since { $since }, shown as of { $shown }

staff-panel-serving = NOW SERVING
staff-panel-next = NEXT UP
staff-panel-queue = QUEUE
staff-panel-day = MY DAY
staff-panel-events = EVENTS

staff-status-requested = requested
staff-status-booked = booked
staff-status-waiting = waiting
staff-status-called = called
staff-status-serving = serving
staff-status-parked = parked
staff-status-served = served
staff-status-no-show = no-show
staff-status-cancelled = cancelled
staff-status-expired = expired
staff-status-unknown = unknown

# $count (Number)
staff-minutes = { $count } min
# $count (Number)
staff-seconds = { $count } s
staff-nobody-here = Nobody at this counter
# $count (Number)
staff-who-waits =
    { $count ->
        [0] Nobody is waiting.
        [one] { $count } person is waiting.
       *[other] { $count } people are waiting.
    }
staff-is-paused = This counter is paused.
staff-is-closed = This counter is closed.
staff-day-closed = The day is closed: no more numbers today.
# $count (Number)
staff-called-times = { $count }× called
# $time (String) "10:00"; $percent (Number)
staff-usual = { $percent } % of { $time }
# $reason (String) why somebody has priority
staff-priority = Priority: { $reason }
# $note (String)
staff-note = Note: { $note }
# $time (String) "10:40"
staff-appointment-at = appt { $time }
staff-kind-walkin = walk-in
staff-nobody-next = Nobody to call for this counter

staff-turn-keeps-place = keeps its place
staff-turn-urgent = urgent
staff-turn-priority = has priority
staff-turn-appointment = appointment is due
staff-turn-late = came late to an appointment, longest waiting
staff-turn-walkin = longest waiting
staff-turn-overdue = waits longer than its target
staff-turn-chosen = called out of turn
staff-turn-early = appointment still to come, nobody else waits

staff-band-ok = ok
staff-band-soon = soon
staff-band-late = LATE
# $minutes (Number) until an appointment, and since one
staff-due = due { $minutes }
staff-overdue = late { $minutes }

## The queue

staff-list-waiting = Waiting
staff-list-appointments = Appointments
staff-list-parked = Parked
staff-list-missed = Missed
staff-list-done = Done
staff-column-number = No
staff-column-service = Service
staff-column-kind = Kind
staff-column-time = Time
staff-column-status = Status
staff-column-at = At
staff-column-wait = Wait
staff-column-target = Target
staff-column-who = Customer
staff-column-counter = Counter
staff-column-note = Note
staff-short-appointment = appt
staff-short-walkin = walk
staff-short-priority = prio
staff-kept = kept
# $time (String)
staff-until = until { $time }
staff-order-wait = by wait
staff-order-service = by service
staff-order-number = by number
staff-hidden = without appointments
# $shown, $all (Number)
staff-shown = { $shown } of { $all } shown
staff-filter-title = Whom to show
staff-filter-all = Everybody
staff-filter-show = Show

## My day

# $count (Number)
staff-served = served { $count }
# $minutes (Number)
staff-mean = mean { $minutes } min
staff-missed = no-show { $count }
staff-parked = parked { $count }
staff-waiting-by-service = waiting now

## Events

# $number, $counter (String); the actor follows
staff-event-issue = { $number } took a number
staff-event-call = { $number } called to { $counter }
staff-event-recall = { $number } called again to { $counter }
staff-event-start = { $number } started at { $counter }
staff-event-finish = { $number } finished at { $counter }
staff-event-return = { $number } back in the queue
staff-event-no-show = { $number } did not come
staff-event-park = { $number } parked
staff-event-unpark = { $number } no longer parked
staff-event-transfer = { $number } transferred
staff-event-cancel = { $number } cancelled
staff-event-expire = { $number } expired
staff-event-close-day = { $number } closed at day end
staff-event-book = { $number } booked
staff-event-approve = { $number } approved
staff-event-decline = { $number } declined
staff-event-check-in = { $number } checked in
staff-event-undo-check-in = { $number } not checked in after all
staff-event-reschedule = { $number } moved to another time
staff-event-priority = { $number } has another priority
staff-event-note = { $number } has a note
staff-event-undo = { $number } as it was before
staff-event-other = { $number } changed

## What became of a key

staff-done-call = { $number } called
staff-done-recall = { $number } called again
staff-done-start = { $number } started
staff-done-finish = { $number } finished
staff-done-return = { $number } back in the queue, in its place
staff-done-no-show = { $number } did not come
staff-done-park = { $number } parked
staff-done-unpark = { $number } no longer parked
staff-done-transfer = { $number } transferred
staff-done-cancel = { $number } cancelled
staff-done-check-in = { $number } checked in
staff-done-undo-check-in = { $number } not checked in after all
staff-done-priority = { $number } has another priority
staff-done-note = Note on { $number } kept
staff-done-undo = { $number } is as it was before
staff-done-issue = { $number } issued
# $kiosk (String)
staff-done-attend = You go to { $kiosk }
# $kiosk (String); $time (String) "02:15"; $more (Number) kiosks where somebody asks as well
staff-summons =
    { $more ->
        [0] { $kiosk }: help needed ({ $time })
       *[other] { $kiosk } and { $more } more: help needed ({ $time })
    }
# $key (String) "y"
staff-summons-go = { $key }: I am going
# $key (String) "u"; $seconds (Number)
staff-undo-in = { $key } takes it back ({ $seconds })
staff-printed = { $number } printed
# $copy (Number)
staff-printed-copy = { $number } printed, COPY { $copy }
staff-print-unknown = { $number }: whether it was printed is not known. Look at the printer.
# $why (String)
staff-not-printed = { $number } not printed: { $why }.
staff-print-paper-out = no paper
staff-print-cover-open = the cover is open
staff-print-printer-offline = the printer does not answer
staff-print-printer-silent = the printer does not answer
staff-print-printer-busy = the printer is busy
staff-print-else = the printer has a problem
# $reference (String) "E-0815A0"
staff-fault = Something went wrong, and is in the log as { $reference }.

## Why not

staff-why-offline = Offline: nothing can be changed until the server answers.
# $number, $status (String)
staff-why-busy = { $number } is still here. Finish, park or return it first.
staff-why-counter = This counter is not open. The key for the counter opens it.
staff-why-choose = Only some operators may call somebody out of turn.
staff-why-nobody = Nobody is chosen.
staff-why-not-here = That is not done here.
staff-why-status = Not possible: { $number } is { $status }.
# $seconds (Number)
staff-why-too-soon = { $number } was called a moment ago. Again in { $seconds } s.
staff-why-not-missed = { $number } was not called yet.
staff-why-no-appointment = { $number } has no appointment.
staff-why-printer = This console has no printer.
staff-why-undo = Nothing of the last minute to take back.
staff-why-unnamed = Nobody signed in here, so nobody could unlock it.
staff-why-supervisor = For supervisors only.
staff-why-no-summons = Nobody asks for help at a kiosk.

staff-awaited = Waiting for the server's answer…
staff-lost = The answer got lost: nobody knows what became of it. Look before you try again.
staff-lost-nobody = The answer got lost. Nobody was called.
staff-lost-now = The answer got lost. { $number } is { $status } now.
# $who (String) an operator
staff-refused-changed = { $number } was changed by { $who } meanwhile. This is how it is now.
staff-refused-closed = Closed now: no numbers are given.
staff-refused-counter-closed = This counter is not open.
staff-refused-forbidden = Not allowed for who is signed in.
staff-refused-full = No more numbers for this service today.
staff-refused-no-numbers = No numbers left in this range.
staff-refused-not-allowed-now = Not possible for { $number } as it is now.
staff-refused-not-cancellable = { $number } can't be cancelled any more.
staff-refused-not-found = There is nothing like that any more.
staff-refused-not-walkin = This service is for appointments only.
staff-refused-offline = The server does not answer. Nothing was changed.
staff-refused-paused = This service is paused.
staff-refused-rate-limited = The server is busy. Try again in a moment.
staff-refused-slot-taken = The time of { $number } went to somebody else.
staff-refused-timeout = The server does not answer.
# $time (String) from which on it is possible
staff-refused-too-early-until = Too early to check in: possible from { $time }.
staff-refused-too-early = Too early to check in.
staff-refused-too-late = Too late to check in.
staff-refused-wrong-branch = The appointment is in another branch.
staff-refused-wrong-day = The appointment is on another day.
# $detail (String) in English
staff-refused-else = Not done: { $detail }

## Keys: the name, then what it does

staff-key-call = Next
staff-help-call = Calls whoever is next to this counter.
staff-key-recall = Recall
staff-help-recall = Calls them again, ten seconds later at the earliest.
staff-key-start = Start
staff-key-enter = Start, or details
staff-help-enter = Starts serving who was called; with nobody called, shows everything about who is picked.
staff-key-finish = Finish
staff-help-finish = Ends the visit, with what came of it.
staff-key-finish-next = Finish and call
staff-help-finish-next = Ends the visit at once and calls the next one.
staff-key-no-show = No-show
staff-help-no-show = Who was called is not here; or who had an appointment did not come.
staff-key-return = Back to queue
staff-help-return = Gives who was called back to the queue, in their place.
staff-key-park = Park
staff-help-park = Sets who is here aside for a while; in the list of the parked, brings them back.
staff-key-transfer = Transfer
staff-help-transfer = To another service, counter or operator; the number stays.
staff-key-note = Note
staff-help-note = A note that everybody at a counter sees.
staff-key-undo = Undo
staff-help-undo = Takes back what you did last, for a minute, if nobody changed it since.
staff-key-walk-in = Walk-in
staff-help-walk-in = A number for who stands at the counter, on paper if they want.
staff-key-call-this = Call this one
staff-help-call-this = Calls who is picked, out of turn. Not everybody may.
staff-key-details = Details
staff-help-details = Everything about who is picked, and what happened so far.
staff-key-sessions = Sessions
staff-help-sessions = Events and classes: who joined, who is here.
staff-key-check-in = Check in
staff-help-check-in = Who has the appointment is here.
staff-key-undo-check-in = Not here yet
staff-help-undo-check-in = Takes a check-in back.
staff-key-priority = Priority
staff-help-priority = Before others, with a reason.
staff-key-cancel = Cancel
staff-help-cancel = Ends a number or an appointment, with a reason.
staff-key-print = Print again
staff-help-print = Another paper, with COPY and its count on it.
staff-key-find = Find
staff-help-find = By number, code, name or phone.
staff-key-waiting = Waiting
staff-help-waiting = The list of who waits.
staff-key-appointments = Appointments
staff-help-appointments = The list of today's appointments to come.
staff-key-parked = Parked
staff-help-parked = The list of who was set aside.
staff-key-missed = Missed
staff-help-missed = The list of who did not come, cancelled or waited in vain.
staff-key-done = Done
staff-help-done = The list of who was served today.
staff-key-filter = Filter
staff-help-filter = Only people for one service.
staff-key-sort = Sort
staff-help-sort = Another order: as issued, by wait, by service, by number.
staff-key-hide = Hide appts
staff-help-hide = Leaves appointments out of the list, or shows them again.
staff-key-counter = Counter
staff-help-counter = Opens, pauses or closes this counter.
staff-key-next-panel = Next panel
staff-help-next-panel = Goes to the next panel.
staff-key-last-panel = Panel before
staff-help-last-panel = Goes to the panel before.
staff-key-attend = Go to a kiosk
staff-help-attend = You go to the kiosk where a customer has asked for help the longest.
staff-key-lock = Lock
staff-help-lock = Locks this console until your PIN is typed.
staff-key-supervisor = Supervisor
staff-help-supervisor = Counters, services, messages and the day, for supervisors.
staff-key-palette = All keys
staff-help-palette = Every action by its name.
staff-key-help = Help
staff-help-help = What the keys do, first those of the panel you are in.
staff-key-leave = Leave
staff-help-leave = Signs out and frees the counter.
staff-help-title = HELP
staff-help-of-serving = Who is here
staff-help-of-queue = The lists
staff-help-of-console = The console
staff-palette-title = What to do
staff-palette-action = Action
staff-palette-do = Do it
staff-palette-missing = Choose one.

## Dialogs and the supervisor's screen

# Answers and what all dialogs have
staff-dialog-back = Back
staff-dialog-save = Save
staff-dialog-choose = Choose
staff-dialog-type = type to narrow the list
staff-dialog-no-match = nothing like that
staff-dialog-name = Name
staff-dialog-name-missing = Choose or type a name.
staff-dialog-note = Note
staff-dialog-service = Service
staff-dialog-service-missing = Choose a service.
staff-dialog-language = Language
staff-dialog-reason = Reason
staff-dialog-own-words = Own words
staff-dialog-reason-missing = Choose a reason, or write one.
# $counter (String) "3"
staff-dialog-counter = Counter { $counter }
staff-dialog-no-counter = no counter
staff-dialog-until = Until
staff-dialog-until-hint = 10 = in 10 min, or 11:30
staff-dialog-until-unclear = Write minutes (10) or a time (11:30).
staff-dialog-until-over = That time is over.
staff-dialog-until-missing = Write until when it is shown.
# $count (Number)
staff-dialog-times =
    { $count ->
        [one] called once
       *[other] called { $count } times
    }

# Refusals
# $seconds (Number)
staff-dialog-wait =
    { $seconds ->
        [one] Wait 1 second.
       *[other] Wait { $seconds } seconds.
    }
staff-dialog-said-pin = The PIN is wrong.
staff-dialog-said-locked = Too many wrong PINs. A supervisor can open this name again.
staff-dialog-said-offline = No connection to the server. Try again in a moment.
staff-dialog-said-timeout = The server did not answer. Try again in a moment.
staff-dialog-said-forbidden = This needs a supervisor.
staff-dialog-said-elsewhere = This name works in another branch.
staff-dialog-said-auth = You are not signed in any more. Sign in again.
staff-dialog-said-validation = That was not accepted. Change it and try again.
staff-dialog-said-not-found = That is not there any more.
staff-dialog-said-rate-limited = Too many tries.
staff-dialog-said-changed = Somebody changed it meanwhile. Look again, then decide.
staff-dialog-said-else = That did not work. Nothing was changed.

# Signing in
staff-dialog-sign-in-title = Sign in
staff-dialog-sign-in = Sign in
staff-dialog-sign-out = Sign out
staff-dialog-role-staff = operator
staff-dialog-role-supervisor = supervisor
staff-dialog-pin = PIN
staff-dialog-pin-missing = Type the PIN.
staff-dialog-locked-title = Locked
# $who (String) a name
staff-dialog-locked-text = { $who } is signed in here.
staff-dialog-unlock = Unlock
staff-dialog-choose-counter-title = Where do you sit?
staff-dialog-counter-label = Counter
staff-dialog-counter-missing = Choose a counter.
staff-dialog-sit-down = Sit down here
staff-dialog-leave-title = Leave the console?
staff-dialog-leave-text = You are signed out, and the counter stays as it is.
# $number (String) "A042"
staff-dialog-leave-serving = { $number } is still at your counter and stays there.
staff-dialog-leave = Leave

# A ticket; $ticket (String) "A042 · Passport: new"
staff-dialog-note-title = Note: { $ticket }
staff-dialog-finish-title = Finish: { $ticket }
staff-dialog-finish = Finish
staff-dialog-finish-and-call = Finish, call next
staff-dialog-result = Result
staff-dialog-result-solved = Solved
staff-dialog-result-continues = To be continued
staff-dialog-result-wrong-service = Wrong service
staff-dialog-services = Done
staff-dialog-people = People
staff-dialog-people-wrong = 1 to 99 people.
staff-dialog-park-title = Park: { $ticket }
staff-dialog-park = Park
staff-dialog-why-form = filling in a form
staff-dialog-why-document = fetching a document
staff-dialog-why-pay = paying
staff-dialog-why-colleague = waiting for a colleague
staff-dialog-transfer-title = Transfer: { $ticket }
staff-dialog-transfer = Transfer
staff-dialog-to = To
staff-dialog-to-missing = Choose where to.
staff-dialog-place = Place
staff-dialog-keep-place = Keeps the place
staff-dialog-end-of-queue = End of the queue
staff-dialog-priority-title = Priority: { $ticket }
staff-dialog-priority = Priority
staff-dialog-priority-0 = normal
staff-dialog-priority-1 = priority
staff-dialog-priority-2 = urgent
staff-dialog-why-mobility = hard to stand or walk
staff-dialog-why-pregnant = pregnant
staff-dialog-why-child = with a small child
staff-dialog-why-urgent = can't wait for another reason
staff-dialog-cancel-title = Cancel: { $ticket }
staff-dialog-cancel-text = The number is not called any more.
staff-dialog-cancel = Cancel the ticket
staff-dialog-why-asked = asked for it
staff-dialog-why-twice = took two numbers
staff-dialog-why-wrong-service = wrong service
staff-dialog-why-gone = has left
staff-dialog-no-show-title = Did not come: { $ticket }
# $count (Number) calls so far
staff-dialog-no-show-text =
    { $count ->
        [0] Not called yet. Put it down as did not come?
        [one] Called once so far. Put it down as did not come?
       *[other] Called { $count } times so far. Put it down as did not come?
    }
staff-dialog-no-show = Did not come
# $who (String) a name or a number
staff-dialog-check-in-title = Has { $who } arrived?
# $at, $now (String) times
staff-dialog-check-in-text = Appointment { $at }, now { $now }.
staff-dialog-check-in-walk-in = It is { $now }.
staff-dialog-check-in = Yes, arrived
staff-dialog-details-title = { $ticket }
staff-dialog-known = Ticket
staff-dialog-history = History
staff-dialog-no-history = nothing known
staff-dialog-fact-number = Number, code
staff-dialog-fact-service = Service
staff-dialog-fact-status = Status, since
staff-dialog-fact-who = Customer
staff-dialog-fact-appointment = Appointment
staff-dialog-fact-joined = Came, from
staff-dialog-fact-called = Called last
staff-dialog-fact-counter = Counter
staff-dialog-fact-serving = Begun
staff-dialog-fact-finished = Finished
staff-dialog-fact-said = They wrote
staff-dialog-fact-note = Note
staff-dialog-fact-kept-for = Kept for
staff-dialog-fact-parked = Parked for
staff-dialog-fact-outcome = Result
staff-dialog-fact-priority = Priority
staff-dialog-fact-language = Language
staff-dialog-fact-theirs = Kept by
staff-dialog-fact-only-here = ~
staff-dialog-only-here = What is done here is not seen there, but for cancelling and moving.
staff-dialog-deed-issue = number taken
staff-dialog-deed-call = called
staff-dialog-deed-recall = called again
staff-dialog-deed-start = begun
staff-dialog-deed-finish = finished
staff-dialog-deed-complete = came, says another system
staff-dialog-deed-return = back to the queue
staff-dialog-deed-no-show = did not come
staff-dialog-deed-park = parked
staff-dialog-deed-unpark = taken up again
staff-dialog-deed-transfer = transferred
staff-dialog-deed-cancel = cancelled
staff-dialog-deed-expire = expired
staff-dialog-deed-close-day = day ended
staff-dialog-deed-book = booked
staff-dialog-deed-approve = approved
staff-dialog-deed-decline = declined
staff-dialog-deed-check-in = arrived
staff-dialog-deed-undo-check-in = arrival undone
staff-dialog-deed-reschedule = moved
staff-dialog-deed-priority = priority
staff-dialog-deed-note = note
staff-dialog-deed-undo = undone

# Numbers, paper, search
staff-dialog-walk-in-title = A number for somebody here
staff-dialog-print = Paper
staff-dialog-paper = Print the ticket
staff-dialog-no-paper = No paper
staff-dialog-issue = Take the number
staff-dialog-closed-closed = closed
staff-dialog-closed-paused = paused
staff-dialog-closed-no-numbers = no numbers left
staff-dialog-closed-full = full today
staff-dialog-reprint-title = Print again: { $ticket }
# $copy (Number)
staff-dialog-copy =
    { $copy ->
       *[other] The paper will say COPY { $copy }.
    }
staff-dialog-reprint = Print
staff-dialog-printer = Printer
staff-dialog-printer-missing = Choose a printer.
staff-dialog-no-printer = no printer is set up here
staff-dialog-copies = Copies
staff-dialog-copies-wrong = 1 to 3 copies.
staff-dialog-find-title = Find
staff-dialog-find-what = Find
staff-dialog-find-hint = number, code, name or phone
staff-dialog-find-short = Type 2 letters at least.
staff-dialog-found = Found
staff-dialog-found-none = nothing found today
staff-dialog-found-missing = Choose one of them.

# Counters, services, messages, the day
# $counter (String) "Counter 3"
staff-dialog-counter-title = { $counter }
staff-dialog-state = State
staff-dialog-counter-open = Open
staff-dialog-counter-paused = Pause
staff-dialog-counter-closed = Close
staff-dialog-why-break = break
staff-dialog-why-back-office = back office
staff-dialog-why-meeting = meeting
staff-dialog-why-technical = technical problem
staff-dialog-services-title = Services of { $counter }
staff-dialog-services-label = Serves
staff-dialog-services-missing = Tick one service at least.
# $service (String)
staff-dialog-pause-title = No more numbers: { $service }
staff-dialog-pause-text = Customers read the reason. Who waits already is still served.
staff-dialog-pause = Give no more numbers
staff-dialog-why-full = enough people for today
staff-dialog-why-no-staff = no colleague is here for it
staff-dialog-resume-title = Numbers again: { $service }
# $reason (String)
staff-dialog-resume-text = Paused: { $reason }
staff-dialog-resume = Give numbers again
staff-dialog-message-title = Message to the lobby
staff-dialog-message-text = The first line is needed; who reads another language without its own line sees the first.
staff-dialog-message-missing = Write the message.
staff-dialog-message-long = Too long: 200 characters at most.
staff-dialog-where = Where
staff-dialog-where-missing = Tick one place at least.
staff-dialog-on-board = Board
staff-dialog-on-kiosk = Kiosk
staff-dialog-tell = Show it
staff-dialog-take-down-title = Take this message down?
staff-dialog-take-down = Take it down
staff-dialog-day-title = Close the day
# $count (Number) people
staff-dialog-day-text =
    { $count ->
        [0] Nobody waits. No more numbers are given until the next day begins.
        [one] One person is still here. Their number ends, and no more are given until the next day begins.
       *[other] { $count } people are still here. Their numbers end, and no more are given until the next day begins.
    }
staff-dialog-day-ended = Still here
staff-dialog-day-count = How many
# $count (String)
staff-dialog-day-count-hint = type { $count } to confirm
staff-dialog-day-count-wrong = Type how many are still here.
staff-dialog-day-close = Close the day
staff-dialog-reopen-title = Go on with the day?
staff-dialog-reopen-text = Numbers are given again. Numbers that ended stay ended.
staff-dialog-reopen = Go on

# The supervisor's screen
# $time (String)
staff-chief-title = Supervisor · { $time }
staff-chief-day-closed = the day is closed
staff-chief-counters = Counters · state, operator, who is there, serves
staff-chief-queue = Queue · waiting, longest wait, end
staff-chief-kiosks = Kiosks · printer, last number, heard of
staff-chief-messages = Messages
# $count (Number) alerts that are not shown
staff-chief-more =
    { $count ->
       *[other] and { $count } more
    }
staff-chief-no-counters = no counters
staff-chief-no-queue = no services
staff-chief-no-kiosks = no kiosk heard of
staff-chief-no-messages = no messages
staff-chief-all-services = all services
staff-chief-band-ok = fine
staff-chief-band-soon = soon
staff-chief-band-late = LATE
staff-chief-band-very-late = VERY LATE
# $time (String) "17:25"
staff-chief-ends = ends at { $time }
staff-chief-until = until { $time }
staff-chief-paused = paused
staff-chief-fine = prints
staff-chief-paper-low = paper low
staff-chief-printer-paper-out = no paper
staff-chief-printer-cover-open = cover open
staff-chief-printer-printer-offline = printer off
staff-chief-printer-printer-silent = printer silent
staff-chief-printer-printer-error = printer trouble
# $time (String) "4 min"
staff-chief-silent = silent for { $time }
# $service (String); $count (Number) people
staff-chief-no-counter =
    { $count ->
        [one] { $service }: one person waits, and no counter is open for it
       *[other] { $service }: { $count } people wait, and no counter is open for it
    }
staff-chief-too-long = { $service }: somebody has waited { $time }
# $kiosk (String)
staff-chief-kiosk-silent = { $kiosk } has been silent for { $time }
# $kiosk (String); $time (String) "4 min"
staff-chief-summoned = { $kiosk }: a customer needs help ({ $time })
# $kiosk (String); $trouble (String) "no paper"
staff-chief-trouble = { $kiosk }: { $trouble }
# $kiosk (String); $time (String) "45 s"
staff-chief-skew = The clock of { $kiosk } is { $time } off
staff-chief-choose = Choose a line first.
staff-chief-change = Counter
staff-chief-services = Services
staff-chief-pause = Pause
staff-chief-message = Message
staff-chief-take-down = Remove
staff-chief-day = Day
staff-chief-attend = I am going

## Sessions

staff-sessions-title = Sessions
staff-sessions-label = Session
staff-sessions-open = Open
staff-sessions-none = No session in the next four weeks
staff-sessions-missing = Choose a session.
# $service (String) · $when (String)
staff-session-title = { $service }, { $when }
staff-session-at-risk = AT RISK
staff-session-started = started
staff-session-finished = finished
staff-session-cancelled = cancelled
staff-session-full = full
staff-session-people = Joined
staff-session-nobody = Nobody has joined yet
# $taken, $most, $least (Numbers) places
staff-session-places = { $taken } of { $most } (needs { $least })
staff-session-here =
    { $count ->
        [one] { $count } is here
       *[other] { $count } are here
    }
staff-session-decide = Too few have joined. Confirm that it takes place, or cancel it.
staff-session-do-here = Here
staff-session-do-add = Add
staff-session-do-leave = Take out
staff-session-do-confirm = Takes place
staff-session-do-start = Start
staff-session-do-finish = Finish
staff-session-do-cancel = Cancel it
staff-session-cancel-title = Cancel { $session }?
staff-session-cancel-text =
    { $count ->
        [0] Nobody has joined.
        [one] One person has joined, and their booking is cancelled with it.
       *[other] { $count } people have joined, and their bookings are cancelled with it.
    }
staff-session-finish-title = Finish { $session }?
staff-session-finish-text =
    { $count ->
        [one] Who is here counts as served, and who is not as a no-show: one person in all.
       *[other] Who is here counts as served, and who is not as a no-show: { $count } people in all.
    }
staff-session-leave-title = Take this person out of { $session }?
staff-session-leave-text = Their booking is cancelled, and the place is free for others.
staff-join-title = Add somebody to { $session }
staff-join-text = A name to call them by, and a phone number to know them again. Both may stay empty.
staff-join-name = Name
staff-join-phone = Phone
staff-join = Add
staff-sessions-new = New
staff-session-do-series = Series

## Series

staff-series-title = New session or appointment
staff-series-label-service = Service
staff-series-label-day = Day
staff-series-label-time = Time
staff-series-label-every = Repeats
staff-series-label-interval = Every
staff-series-label-weekdays = On
staff-series-label-ends = Ends
staff-series-label-name = Name
staff-series-label-phone = Phone
staff-series-time-hint = 19:00
staff-series-ends-hint = 12 or 2026-06-15
staff-series-never = never
staff-series-daily = daily
staff-series-weekly = weekly
staff-series-monthly = monthly
staff-series-yearly = yearly
staff-series-for =
    { $count ->
        [one] for one person
       *[other] for up to { $count } people
    }
staff-series-look = Look at it
staff-series-service-missing = Choose a service.
staff-series-day-unclear = A day as 2026-03-16.
staff-series-time-unclear = A time as 19:00.
staff-series-interval-missing = At least 1.
staff-series-ends-unclear = A number of times, or the last day as 2026-06-15.
staff-series-made =
    { $count ->
        [one] One date booked
       *[other] { $count } dates booked
    }
staff-series-changed =
    { $count ->
        [one] One date changed, { $left } left as they were
       *[other] { $count } dates changed, { $left } left as they were
    }
staff-dates-title = Dates: { $service }
staff-dates-label = Dates
staff-dates-policy = If taken
staff-dates-skip = leave it out
staff-dates-stop = book none of them
staff-dates-none = No date fits
staff-dates-span = From { $first } to { $last }
staff-dates-count-ok =
    { $count ->
        [one] { $count } free
       *[other] { $count } free
    }
staff-dates-count-taken = { $count } taken
staff-dates-count-closed =
    { $count ->
        [one] { $count } on a closed day
       *[other] { $count } on closed days
    }
staff-dates-ok = free
staff-dates-taken = TAKEN
staff-dates-closed = CLOSED
staff-dates-shifted = clocks change
staff-dates-missing = Tick at least one date.
staff-dates-move = Move
staff-dates-move-title = Move { $when }
staff-dates-book =
    { $count ->
        [one] Book 1 date
       *[other] Book { $count } dates
    }
staff-scope-title = Change { $when }
staff-scope-text = Dates to which somebody has come already stay as they are.
staff-scope-this = this one
staff-scope-following =
    { $count ->
        [one] this and what follows (1 date)
       *[other] this and what follows ({ $count } dates)
    }
staff-scope-all =
    { $count ->
        [one] all to come (1 date)
       *[other] all to come ({ $count } dates)
    }
staff-scope-cancel = cancel
staff-scope-move = move
staff-scope-label-scope = Which
staff-scope-label-what = What
staff-scope-label-day = New day
staff-scope-label-time = New time
staff-scope-label-reason = Reason
staff-scope-save = Change
staff-dates-when = { $day }, { $time }
