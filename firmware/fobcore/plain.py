"""What viper code needs where there is no viper: names that do nothing, for plain Python."""

ptr8 = ptr32 = object


class micropython:  # named as the module that it stands for
    """The compiler's decorators."""

    @staticmethod
    def viper(function: object) -> object:
        """The function itself: viper source gives the same as plain Python."""
        return function
