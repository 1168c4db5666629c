"""Challenges in the window: what is looked for is shown nowhere before it is found."""


def test_the_formula_of_the_hidden_landscape_is_nowhere_until_its_minimum_is_found(share_window):
    window = share_window()
    window.lesson_menu.open("learning_rate:hidden-landscape")
    controls, choose = window.model_controls, window.actions_by_name["action_choose_surface"]
    told = [controls.surface.text(), controls.surface.toolTip(), controls.surface.accessibleName()]
    told += [
        controls.describe(),
        window.lesson_view.describe(),
        window.windowTitle(),
        window.status.describe(),
    ]
    assert not any("2.6" in text or "0.7" in text for text in told)
    assert not choose.isEnabled()
    assert not controls.surface.isEnabled()
    assert window.panels.landscape.is_covered
    window.lesson_menu.guide.look_at(2.6)
    assert "2.6" in controls.surface.text()
    assert controls.surface.isEnabled()
    assert not window.panels.landscape.is_covered


def test_what_to_notice_in_a_challenge_waits_until_it_is_met(share_window):
    window = share_window()
    for station in ("fewest-steps", "hidden-landscape"):
        window.lesson_menu.open(f"learning_rate:{station}")
        assert "Notice" not in window.lesson_view.page.toPlainText()
        window.lesson_menu.lesson_do()
        assert window.lesson_menu.guide.score.done
        assert "Notice" in window.lesson_view.page.toPlainText()
