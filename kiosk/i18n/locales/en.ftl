### English, the master: every other language has these keys, with these variables.
###
### Short sentences, verbs first, words a child of nine knows. Say what happened, then what
### to do next. $number is always as on the board: "A042". Times come as text: "10:42".

## The language itself

language-name = English
# Patterns of Unicode TR 35 for times and dates.
pattern-time = HH:mm
pattern-date = EEE d MMM y
pattern-day = EEEE d MMMM
# Short ones for a strip of days: "Mon", "4 May", "4".
pattern-weekday = EEE
pattern-day-month = d MMM
pattern-day-number = d

## Moments: what follows "opens"

# $time (String) "08:00"
when-today = { $time }
when-tomorrow = tomorrow { $time }
# $day (String) "Monday"
when-weekday = { $day } { $time }
# $date (String) "Mon 4 May 2026"
when-date = { $date }, { $time }

## Queue and wait

# $count (Number) people who wait
people-waiting =
    { $count ->
        [0] nobody waiting
        [one] { $count } person waiting
       *[other] { $count } people waiting
    }
waiting-short =
    { $count ->
        [0] nobody waiting
       *[other] { $count } waiting
    }
# $count (Number) people before the reader
ahead =
    { $count ->
        [0] You are next
        [one] { $count } person before you
       *[other] { $count } people before you
    }
# $lo, $hi (Number) minutes
wait-range = about { $lo }–{ $hi } min
wait-range-short = { $lo }–{ $hi } min
# $hi (Number) minutes
wait-about = about { $hi } min
wait-about-short = { $hi } min
wait-under-five = less than 5 min
wait-under-five-short = under 5 min
# $lo, $hi (String) hours, with quarters: "1½"; $hours (Number) is $hi as a number
wait-hours =
    { $hours ->
       *[other] about { $lo }–{ $hi } h
    }
wait-hours-short =
    { $hours ->
       *[other] { $lo }–{ $hi } h
    }
wait-unknown = waiting time not known

## On every screen

back = Back
start-over = Start over
help = Help
language = Language
next-page = Next
previous-page = Previous
# $page, $pages (Number)
page-of = Page { $page } of { $pages }
close = OK
go-on = Continue
today = Today
# $time (String)
updated-at = updated { $time }
# $minutes (Number) 1 or 2; said of figures that are not quite new
updated-ago = updated { $minutes } min ago
banner-offline = No connection. Trying again…
demo-hint = Ctrl+Q leaves the demo

## K0 Self-test: for whoever sets the kiosk up

self-test-title = This kiosk is not ready
# $columns, $rows (Number): needed; $has-columns, $has-rows (Number): there
self-test-too-small = The screen has { $has-columns } × { $has-rows } characters and needs { $columns } × { $rows }. Choose a smaller font.
self-test-targets = Buttons would be smaller than 15 mm. Choose a larger font.
self-test-no-branch = No branch is loaded.
# $branch (String) as in the settings
self-test-unknown-branch = There is no branch "{ $branch }".

## K1 Attract and language

attract-welcome = Welcome
attract-take = Take a number here
attract-touch = Touch your language to begin
attract-begin = Touch to begin
attract-more = More languages
attract-contrast = Contrast
# $time (String)
open-until = Open until { $time }
open-now = Open now
# $text (String) what staff have to say to everybody; $time (String) when that is over
notice-until = { $text } (until { $time })

## K1b Branch

branch-question = Where are you?
branch-open = open
# $when (String) "tomorrow 08:00"
branch-closed = closed, opens { $when }
branch-closed-long = closed

## K2 What for: where there are appointments

errand-question = What would you like to do?
errand-service = I need a service
errand-appointment = I have an appointment
errand-check-in = check in, change or cancel

## K13 Who comes back: the code of a ticket, a phone number, a scan

code-question = Your ticket code
code-where = 8 digits, on your ticket. Or hold it under the scanner.
find-by-phone = By phone number
find-phone-question = The phone number you booked with
find-phone-why = We look for today's bookings here.
find-which = Which one is it?
find-none = We can't find a booking for today. Check the number, or ask at the desk.
scan-reading = Reading your code…
scan-unknown =
    We don't know this code.
    Type the 8 digits under it.
# $count (Number) digits
code-short =
    { $count ->
        [one] The code is too short: type { $count } more digit.
       *[other] The code is too short: type { $count } more digits.
    }
code-looking = Looking…
code-unknown = We can't find this code. Look at your ticket, or ask at the desk.
# $seconds (Number)
code-wait =
    { $seconds ->
        [one] Too many wrong codes. Try again in { $seconds } second.
       *[other] Too many wrong codes. Try again in { $seconds } seconds.
    }
# The first line of these is a heading.
code-give-up =
    We can't find your code.
    Go to the information desk.
# $time (String)
check-in-early =
    It is too early to check in.
    Check in opens at { $time }.
check-in-late =
    It is too late to check in.
    Go to the information desk.
# $when (String) "Tuesday 5 May, 14:30"
check-in-another-day =
    Your appointment is on another day.
    { $when }
# $where (String) "Main Street Branch, 12 Main Street"
check-in-elsewhere =
    Your appointment is at another branch.
    { $where }
# $number (String) "A042"
check-in-not-needed =
    You need not check in.
    Watch the screen for { $number }.
check-in-called =
    You have been called.
    Look at the screen for { $number }.
check-in-desk =
    You can't check in here now.
    Go to the information desk.

## K14 My ticket, K15 give it back

mine-known = You have one for this already
# $number (String) "A042"
mine-called = You have been called. Look at the screen for { $number }.
mine-parked = Go to the information desk.
mine-check-in = Check in
# $time (String) "13:45"
mine-check-in-from = Check in from { $time }
mine-move = Change the time
mine-leave = Cancel it
mine-leave-queue = Leave the queue
mine-print = Print again
mine-sending = One moment…
# The first line of these is a heading.
mine-unknown =
    We don't know yet if this was done.
    Touch OK to look again.
mine-copies =
    Your ticket was printed often enough.
    Ask at the information desk.
move-take = Take this time instead
# $when (String) "Tuesday 5 May, 14:30"
move-instead = Instead of { $when }
time-yours = yours
time-explain-yours =
    This is the time you have.
    Choose another one, or go back.
leave-appointment = Cancel this appointment?
leave-appointment-keep = Keep it
leave-appointment-give = Yes, cancel it
leave-queue = Leave the queue?
leave-queue-keep = Stay in the queue
leave-queue-give = Yes, leave
left-done =
    It is cancelled.
    There is nothing more to do.
left-again = Book another time

## Help with the screen

help-question = Can we make it easier?
help-larger = Larger text
help-smaller = Normal text
help-staff = Call staff
help-staff-coming =
    Staff have been called.
    Wait here, somebody comes to this screen.
help-staff-nobody =
    Nobody can be called from here now.
    Go to the information desk.

## K3 Group

group-question = What is it about?
# $count (Number)
group-services =
    { $count ->
        [one] { $count } service
       *[other] { $count } services
    }

## K4 Service

service-question = Which service do you need?
service-none = No services here today.
service-closed = CLOSED
# Why a service can't be taken now: after "CLOSED" on its tile.
# $when (String) "13:00", "tomorrow 08:00"
closed-opens = opens { $when }
closed-today = not open today
closed-no-numbers = no numbers left today
closed-full = full for today
closed-paused = not just now
closed-not-walkin = by appointment only

# The same, told to somebody who touched it. $service (String)
explain-closed = { $service } is closed now. It opens { $when }.
explain-closed-today = { $service } is not open today.
explain-no-numbers = There are no numbers left today for { $service }.
explain-full = { $service } is full for today.
explain-paused = No numbers are given for { $service } just now.
explain-not-walkin = { $service } is by appointment only.
explain-next = Choose another service.

## K5 and K9: what you get, and the last button

confirm-before-you = Before you
# under a figure: "20-30"
confirm-wait-minutes = Waiting time in minutes
# $things (String) "passport, 1 photo"
bring = Bring: { $things }
confirm-take = Take a number
confirm-sending = Taking your number…
confirm-slow = This takes longer than usual…
confirm-try-again = Try again
confirm-no-paper = The printer is not working. You get your number on this screen.

# The other way: a time instead of a number now.
later-book = Book a time
# $when (String) "14:30", "tomorrow 08:00"
later-next = next free: { $when }

## K7 Who: a phone number

phone-question = Your phone number
phone-why = To find your booking again.
# beside "+36", which is touched for another country
phone-country = change
phone-which-country = Type the code of your country.
# $count (Number) digits
phone-short =
    { $count ->
        [one] The number is too short: type { $count } more digit.
       *[other] The number is too short: type { $count } more digits.
    }
phone-long = The number is too long. Check it.
phone-skip = Continue without
key-clear = Clear

## K7b Who: a name

name-question = Your name
name-short = Your name: at least 2 letters
key-space = Space

## K8 Day and time

time-question = Choose a day and a time
# $service (String), $minutes (Number)
time-what = { $service }, { $minutes } min
time-morning = Morning
time-afternoon = Afternoon
time-evening = Evening
# $count (Number) places at that time
time-free =
    { $count ->
        [one] { $count } place
       *[other] { $count } places
    }
time-taken = taken

# An event or a class
session-question = Choose a date
session-looking = Looking for dates…
session-none = There are no dates to join now. Ask at the desk.
session-again = Look again
session-places =
    { $most ->
        [one] { $left } of 1 place left
       *[other] { $left } of { $most } places left
    }
session-needs =
    { $count ->
        [one] takes place from 1 person on
       *[other] takes place from { $count } people on
    }
session-when = { $day }, { $time }
session-full = Full
session-explain-full =
    This date is full.
    Choose another one.
time-too-soon = too soon
time-nearest = Nearest free times
time-others = Other times
# $time (String)
time-gone = { $time } has just been taken.
time-explain-taken =
    { $time } is taken.
    Choose another time.
time-explain-too-soon =
    { $time } is too soon to be booked.
    Choose a later time.
# On the tile of a day. $count (Number) times
day-free =
    { $count ->
       *[other] { $count } free
    }
day-full = full
day-closed = closed
day-over = over
day-not-yet = not yet
day-loading = …
# The same in a sentence.
day-looking = Looking for free times…
day-none = There are no free times to book.
day-why-full = This day is full.
day-why-closed = There are no appointments on this day.
day-why-over = There are no more times on this day.
day-why-not-yet = This day can't be booked yet.
# $day (String) "Tuesday 5 May"
day-next = Next free day: { $day }.
day-show = Show { $day }

## K9 Is this right?

book-question = Is this right?
# $day (String) "Tuesday 5 May", $time (String) "14:30", $minutes (Number)
book-when = { $day }, { $time }
book-when-long = { $day }, { $time } ({ $minutes } min)
# $tail (String) the last two digits
book-phone = phone number ending in { $tail }
# $time (String) minutes and seconds: "0:48"
book-kept = We keep this time for you for { $time }.
book-let-go = This time is not kept for you any more.
book-take = Book this time
book-sending = Booking your time…
book-check-again = Check again

## K10 The number

number-title = Your number
# $number (String) "A042"
number-watch = Watch the screen for { $number }.
number-printing = Your ticket is being printed…
number-still-printing = Still printing…
number-take-ticket = Take your ticket below, then have a seat.
number-no-paper = The printer is not working. Your number is valid: { $number }.
number-photo = Take a photo of this screen.
number-unsure = We don't know if your ticket was printed. Your number is valid: { $number }.
number-code = your ticket code
number-unknown = We don't know if you got a number. Go to the information desk.
number-done = Done
# $seconds (Number)
number-done-in = Done ({ $seconds })

# The same for an appointment.
given-appointment = Your appointment
given-take-paper = Take your ticket below. Keep it until you come.
arrived-title = You are checked in
arrived-sit-down = Have a seat. We call your number.
arrived-class = Be in the room in time. No number is called.

## K11 Are you still there?

idle-title = Are you still there?
# $count (Number) seconds
idle-clearing =
    { $count ->
        [one] This screen clears in { $count } second.
       *[other] This screen clears in { $count } seconds.
    }
idle-continue = Yes, continue
idle-clear = Clear now

## K12 Out of service

out-title = This kiosk is not working right now
out-desk = Go to the information desk.
out-valid = Do you have a number? It is still valid.
# $time (String)
out-since = since { $time }
# $reference (String) for the staff
out-reference = Reference { $reference }

## K17 Closed

closed-title = We are closed
# $when (String) "tomorrow 08:00"
closed-until = Open again { $when }
closed-long = Look at the sign at the door for opening hours.

## Errors: what happened, then what to do

error-validation = This did not work. Start over.
error-not-found = This is not here any more. Start over.
error-key-missing = This did not work. Start over.
error-key-reused = This number was already taken. Start over for another one.
error-key-running = We are still working on it. Wait a moment.
error-too-large = This did not work. Start over.
error-auth = This kiosk can't give numbers now. Go to the information desk.
error-forbidden = This kiosk can't do that. Go to the information desk.
error-rate-limited = There is a lot going on. Wait a moment, then try again.
error-closed = This service is closed now. Choose another one.
error-full = This service is full for today. Choose another one.
error-no-numbers = There are no numbers left today. Choose another service.
error-not-walkin = This service is by appointment only. Choose another one.
error-not-appointable = This service has no appointments. Take a number.
error-holiday = There are no appointments on this day. Choose another one.
error-past = This time has passed. Choose a later one.
error-too-soon = This is too soon. Choose a later time.
error-too-far = This day can't be booked yet. Choose an earlier one.
error-slot-taken = This time has just been taken. Choose another one.
error-staff-away = Nobody has appointments at this time. Choose another one.
error-limit-reached = You have an appointment for this already.
error-too-early = It is too early to check in. Come back a little later.
error-too-late = Your appointment is over. Go to the information desk.
error-wrong-day = Your appointment is on another day.
error-wrong-branch = Your appointment is at another branch.
error-not-cancellable = This can't be given back now. Go to the information desk.
error-not-allowed-now = This can't be done now. Go to the information desk.
error-counter-closed = This counter is closed. Watch the screen for another one.
error-paused = No numbers are given for this service now. Go to the information desk.
error-pin = That PIN is not right. Try again.
error-locked = Too many wrong PINs. Wait a while, then try again.
error-nothing-served = Nobody is at this counter.
error-not-offered = This is not offered here. Go to the information desk.
error-blocked = Our staff will help you. Go to the information desk.
error-changed = Something has changed. Look again, then choose.
error-offline = We can't reach the queue. Wait a moment, then try again.
error-timeout = The queue does not answer. Wait a moment, then try again.
error-upstream = The queue has a problem. Go to the information desk.
error-ambiguous = We don't know if you got a number. Try again: you get only one.
error-store-full = No numbers can be given now. Go to the information desk.
error-store-failed = No numbers can be given now. Go to the information desk.
error-store-locked = The queue is busy. Wait a moment, then try again.
error-unexpected = Something went wrong. Go to the information desk.
error-config = This kiosk is not set up yet. Go to the information desk.
error-paper-out = The printer has no paper. Your number is valid.
error-paper-low = The paper is almost used up.
error-cover-open = The printer is open. Your number is valid.
error-cutter = The printer can't cut the paper. Your number is valid.
error-printer-error = The printer is not working. Your number is valid.
error-printer-offline = The printer is off. Your number is valid.
error-printer-silent = The printer does not answer. Your number is valid.
error-printer-busy = The printer is busy. Your number is valid.
error-expired = Printing took too long. Your number is valid.
error-interrupted = Printing was stopped. Your number is valid.
error-unprintable = This ticket can't be printed. Your number is valid.

## Ticket (paper): labels stand left of a value, without a colon

ticket-number = YOUR NUMBER
ticket-taken = Taken
# $time (String)
ticket-before-you = Before you (at { $time })
# $count (Number)
ticket-people =
    { $count ->
        [0] nobody
        [one] { $count } person
       *[other] { $count } people
    }
ticket-wait = Estimated wait
ticket-where = Where to wait
ticket-code = your ticket code
ticket-follow = Follow the queue on your phone
# $things (String)
ticket-bring = Bring: { $things }
# $copy (Number) 2 on the second paper
ticket-copy = COPY { $copy }
# $id (String) for support
ticket-id = id { $id }

## Appointment (paper, and screen)

appointment-title = APPOINTMENT
appointment-number = Your number
appointment-name = Name
# $opens, $closes (String) times of day
appointment-arrive = Check in from { $opens } to { $closes }.
