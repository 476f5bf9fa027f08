### What the console says. English is the master, as in the folder above.

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
staff-dialog-pin-again = PIN again
staff-dialog-pin-missing = Type the PIN.
staff-dialog-pin-short = 4 to 12 figures.
staff-dialog-pin-easy = Too easy to guess. Mix the figures.
staff-dialog-pin-differs = The two PINs differ.
staff-dialog-first-title = The first operator
staff-dialog-first-text = Nobody can sign in yet. The first one is a supervisor and can add the others.
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
staff-dialog-fact-status = Status since
staff-dialog-fact-who = Customer
staff-dialog-fact-appointment = Appointment
staff-dialog-fact-joined = Came, from
staff-dialog-fact-called = Called last
staff-dialog-fact-counter = Counter
staff-dialog-fact-serving = Begun
staff-dialog-fact-finished = Finished
staff-dialog-fact-note = Note
staff-dialog-fact-kept-for = Kept for
staff-dialog-fact-parked = Parked for
staff-dialog-fact-outcome = Result
staff-dialog-fact-priority = Priority
staff-dialog-fact-language = Language
staff-dialog-deed-issue = number taken
staff-dialog-deed-call = called
staff-dialog-deed-recall = called again
staff-dialog-deed-start = begun
staff-dialog-deed-finish = finished
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
staff-chief-counters = Counters
staff-chief-queue = Queue
staff-chief-kiosks = Kiosks
staff-chief-messages = Messages
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
staff-chief-choose = Choose a line first.
staff-chief-change = Counter
staff-chief-services = Services
staff-chief-pause = Pause
staff-chief-message = Message
staff-chief-take-down = Remove
staff-chief-day = Day
