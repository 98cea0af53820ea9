package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"authdoctor/checks"
	"authdoctor/checks/channel"
	"authdoctor/checks/redact"
)

// channelVariable is the environment variable that may hold the secret of the selling channel. There is no flag for it.
const channelVariable = "AUTHDOCTOR_CHANNEL_SECRET"

// shop is what was said of the selling channel.
type shop struct {
	id, url, user string
	secret        redact.Secret
}

// registerChannel adds the flags of the selling channel.
func (f *flags) registerChannel(c *cobra.Command) {
	p := c.Flags()
	p.StringVar(&f.channel.id, "channel", "", "try the key of this selling channel: `name`, one of "+strings.Join(channel.IDs(), ", ")+
		" (the secret is asked for, or in "+channelVariable+")")
	p.StringVar(&f.channel.url, "channel-url", "", "the shop's address at that channel (`URL`); --site when not given")
	p.StringVar(&f.channel.user, "channel-user", "", "what goes with the secret there: a consumer key, a user `name`")
	var names []string
	for _, ch := range channel.All() {
		names = append(names, ch.ID+"\t"+ch.Name)
	}
	// The error says that the flag does not exist; it was made above.
	_ = c.RegisterFlagCompletionFunc("channel", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
}

// askChannel checks what was said of the selling channel, and finds its secret where one will be sent: in the environment, or by a
// question at the terminal.
func (a *app) askChannel(ctx context.Context) error {
	s := &a.flags.channel
	if s.id == "" {
		if s.url != "" || s.user != "" {
			return usagef("--channel-url and --channel-user need --channel NAME: one of %s", strings.Join(channel.IDs(), ", "))
		}
		return nil
	}
	ch := channel.ByID(s.id)
	if ch == nil {
		return usagef("--channel %s: there is no such selling channel. Known: %s", redact.Clean(s.id), strings.Join(channel.IDs(), ", "))
	}
	s.id = ch.ID
	if err := a.flags.channelUsage(ch); err != nil {
		return err
	}
	if s.secret = redact.Secret(a.env(channelVariable)); s.secret == "" && a.flags.channelCase().TriesChannel() {
		if err := a.askSecret(ctx, ch); err != nil {
			return err
		}
	}
	return a.flags.channelUsage(ch)
}

// channelUsage says what of the channel's flags, and of the secret once it is there, cannot be used.
func (f *flags) channelUsage(ch *channel.Channel) error {
	_, err := ch.Access(f.channel.url, f.site, f.channel.user, f.channel.secret)
	switch {
	case errors.Is(err, channel.ErrNoAddress):
		return usagef("--channel %s needs --channel-url. %s", ch.ID, ch.Example())
	case err != nil:
		return usagef("--channel %s: %v. %s", ch.ID, strings.TrimSuffix(err.Error(), "."), ch.Find)
	}
	return nil
}

// askSecret asks for the channel's secret at the terminal; where there is none, that is wrong usage, as for --login.
func (a *app) askSecret(ctx context.Context, ch *channel.Channel) error {
	s := &a.flags.channel
	name := ch.SecretName(s.user)
	if !a.inTTY {
		return usagef("--channel %s needs the %s, and nobody can be asked here: set %s", ch.ID, name, channelVariable)
	}
	fmt.Fprintf(a.err, "%s: %s (it is not shown and not kept): ", ch.Name, name)
	var err error
	if s.secret, err = a.hidden(ctx); err != nil {
		return err
	}
	if strings.TrimSpace(s.secret.Reveal()) == "" {
		return usagef("--channel %s needs the %s, and none was typed", ch.ID, name)
	}
	return nil
}

// channelCase is a case that holds what decides whether a channel is asked.
func (f *flags) channelCase() *checks.Case {
	return &checks.Case{Channel: f.channel.id, Offline: f.offline, Only: f.only, Skip: f.skip}
}

// channelAddress is the address that the channel's secret will be sent to; empty where none will be.
func (f *flags) channelAddress() string {
	ch := channel.ByID(f.channel.id)
	if ch == nil || !f.channelCase().TriesChannel() {
		return ""
	}
	access, err := ch.Access(f.channel.url, f.site, f.channel.user, f.channel.secret)
	if err != nil {
		return ""
	}
	return access.Base
}

// into puts what was said of the channel into a case.
func (s shop) into(c *checks.Case) {
	c.Channel, c.ChannelURL, c.ChannelUser, c.ChannelSecret = s.id, s.url, s.user, s.secret
}
