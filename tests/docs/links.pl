#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# links.pl FILE...: every relative link and image of these Markdown files leads to a file that there is, and every
# #anchor to a heading of it, by GitHub's rule for their names. Prints those that do not, and ends with 1.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));
use File::Basename qw(dirname);

# The file's lines by number, without what is code: links in it are none.
sub prose {
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!\n";
    my ($code, @lines) = (0);
    while (my $line = <$in>) {
        if ($line =~ /^ *```/) { $code = !$code; $line = '' }
        push @lines, $code ? '' : $line;
    }
    return @lines;
}

my %anchors_of;
sub anchors {
    my ($file) = @_;
    return $anchors_of{$file} //= do {
        my (%anchors, %seen);
        for (prose($file)) {
            $anchors{$1} = 1 while /<a (?:id|name)="([^"]+)"/g;
            next unless /^#{1,6} +(.*?)[ #]*$/;
            my $heading = $1;
            $heading =~ s/!?\[([^\]]*)\]\([^)]*\)/$1/g;
            $heading = lc $heading;
            $heading =~ s/[^\p{L}\p{M}\p{N}\p{Pc}\- ]//g;
            $heading =~ tr/ /-/;
            my $before = $seen{$heading}++;
            $anchors{$before ? "$heading-$before" : $heading} = 1;
        }
        \%anchors;
    };
}

my ($links, $broken) = (0, 0);
for my $file (@ARGV) {
    my $number = 0;
    for (prose($file)) {
        $number++;
        s/`[^`]*`//g;
        my @targets = (/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g, /^ {0,3}\[[^\]]+\]: +(\S+)/);
        for my $target (@targets) {
            next if $target =~ /^(?:https?|mailto):/;
            $links++;
            my ($path, $anchor) = $target =~ /^([^#]*)(?:#(.*))?$/;
            my $to = $path eq '' ? $file : dirname($file) . "/$path";
            my $problem = !-e $to ? 'there is no such file'
                : defined $anchor && !($to =~ /\.md$/ && anchors($to)->{$anchor}) ? 'there is no such heading'
                : next;
            print "$file:$number: $target: $problem\n";
            $broken++;
        }
    }
}
die "no links at all\n" unless $links;
print "$links links\n" unless $broken;
exit($broken ? 1 : 0);
