### K18: what a technician reads at the panel. English is the master, as in the folder above.

upkeep-title = Maintenance

## The PIN

upkeep-pin = Type the PIN
# $count (Number)
upkeep-pin-short = Type { $count } digits at least.
upkeep-pin-wrong = This PIN is not right.
# $seconds (Number)
upkeep-pin-wait = Wait { $seconds } s, then try again.
# $minutes (Number)
upkeep-pin-locked = Too many wrong PINs. Try again in { $minutes } min.
upkeep-pin-unreadable = The PIN can't be read. "kiosk doctor" says why.
upkeep-pin-looking = Checking…

## What can be done

upkeep-print = Test print
upkeep-printing = Printing…
upkeep-scanner = Scanner test
upkeep-check = Self-test
upkeep-screen = Screen test
upkeep-pause = Pause the kiosk
upkeep-restart = Restart
upkeep-end = End the program

## How things are

upkeep-none = none
upkeep-asking = asking…
upkeep-ready = ready
upkeep-low = ready, paper is near its end
upkeep-paper-out = no paper
upkeep-paper-low = paper is near its end
upkeep-cover-open = the cover is open
upkeep-cutter = the cutter is stuck
upkeep-printer-error = reports a fault
upkeep-printer-offline = off, or not connected
upkeep-printer-silent = does not answer
upkeep-printer-busy = busy
# $state (String)
upkeep-printer = Printer: { $state }
# $state (String)
upkeep-scanner-state = Scanner: { $state }
upkeep-scanner-keys = any that types like a keyboard
upkeep-scanner-off = none
upkeep-scanner-opening = being opened
upkeep-scanner-ready = ready, on a line of its own
upkeep-scanner-missing = not connected
upkeep-scanner-refused = may not be read by this user
upkeep-here = on this machine
# $server (String) address
upkeep-server-asking = Server { $server }: asking…
# $server, $time (String), $ms (Number)
upkeep-server = Server { $server }: answered in { $ms } ms at { $time }
# $server, $time, $reason (String)
upkeep-server-silent = Server { $server }: no answer at { $time } ({ $reason })

## Self-test

# $columns, $rows, $width, $height (Number)
upkeep-panel = Panel: { $columns } × { $rows } characters on { $width } × { $height } mm
upkeep-panel-assumed = Panel: { $columns } × { $rows } characters, assumed { $width } × { $height } mm
# $columns, $rows, $width, $height (Number)
upkeep-targets = Smallest button: { $columns } × { $rows } characters, { $width } × { $height } mm
upkeep-no-branch = Branch: none known yet
# $count (Number)
upkeep-branches = Branches: { $count }
# $name (String), $count (Number) services
upkeep-branch = Branch: { $name } (services: { $count })
# $seconds (Number)
upkeep-clock-ahead = Clock: { $seconds } s ahead of the queue's
upkeep-clock-behind = Clock: { $seconds } s behind the queue's
upkeep-clock-right = Clock: as the queue's
upkeep-clock-unknown = Clock: not compared with the queue's yet
# $count (Number)
upkeep-themes = Themes: { $count }
upkeep-sample = Arabic, from right to left, joined: التذكرة A042
# $mb (Number)
upkeep-disk = Disk: { $mb } MB free

## Test print

upkeep-print-take =
    Printed
    One paper with the number TEST.
upkeep-print-failed =
    Not printed
    Look at the printer's line.
upkeep-print-unsure =
    Perhaps printed
    The printer did not say. Look at the paper.

## Scanner test

upkeep-scan-hold = Hold a code under the scanner
upkeep-scan-test = The test print carries one that is nobody's.
upkeep-scan-again = Hold the next one under it, if there is one.
upkeep-scan-code = Kind: code of a ticket, its check digit is right
upkeep-scan-ticket = Kind: id of a ticket
upkeep-scan-card = Kind: card for maintenance
upkeep-scan-unknown = Kind: not one of ours
# $raw (String) as it came
upkeep-scan-raw = Read: { $raw }
# $count (Number)
upkeep-scan-length = Characters: { $count }
# $layout (String) "de"
upkeep-scan-layout = Set scanner.layout = "{ $layout }": then it is read.
upkeep-scan-layout-good = Layout: right

## Screen test

# $count (Number) targets left
upkeep-touch =
    { $count ->
        [0] Every target was hit
        [one] Touch every target once: { $count } left
       *[other] Touch every target once: { $count } left
    }
upkeep-strong = strong
upkeep-topic = topic
upkeep-quiet = quiet
upkeep-warning = warning
upkeep-field = field

## Pause, restart, end

upkeep-staff-know = Our staff know. Go to the information desk.
upkeep-busy =
    A paper is being printed
    Wait until it is out, then try again.
upkeep-end-ask = End the program?
upkeep-end-means = The panel shows the terminal or desktop behind it, until somebody or the system starts the kiosk again.
upkeep-end-yes = End it
upkeep-end-no = Keep it
upkeep-still-there = Still at work?
# $count (Number) seconds
upkeep-closing =
    { $count ->
        [one] Maintenance closes in { $count } second.
       *[other] Maintenance closes in { $count } seconds.
    }
upkeep-stay = Stay
upkeep-close = Close
